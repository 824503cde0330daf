package mien.lab.torch;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import mien.lab.network.Weights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Named tensors that outlive the scope they were made in, until the store is closed.
final class TensorStore implements AutoCloseable {
    private final SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
    private final SequencedMap<String, Tensor> buffers = new LinkedHashMap<>();

    /// Keeps a trainable tensor.
    Tensor parameter(String name, float[] values, long... shape) {
        var tensor = onDevice(Tensor.create(values, shape)).set_requires_grad(true);
        return keep(parameters, name, tensor);
    }

    /// Keeps a tensor that no gradient reaches.
    Tensor buffer(String name, float fill, long... shape) {
        var values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        Arrays.fill(values, fill);
        return keep(buffers, name, onDevice(Tensor.create(values, shape)));
    }

    /// Keeps copies of other tensors under their names, as buffers.
    void copies(Map<String, Tensor> originals) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            originals.forEach(
                    (name, tensor) -> keep(buffers, name, tensor.detach().clone()));
        }
    }

    private static Tensor keep(Map<String, Tensor> map, String name, Tensor tensor) {
        tensor.retainReference();
        map.put(name, tensor);
        return tensor;
    }

    /// From now on no gradient reaches the parameters with these names.
    void freeze(Predicate<String> frozen) {
        try (var _ = new PointerScope()) {
            parameters.forEach((name, tensor) -> tensor.set_requires_grad(!frozen.test(name)));
        }
    }

    SequencedMap<String, Tensor> parameters() {
        return Collections.unmodifiableSequencedMap(parameters);
    }

    SequencedMap<String, Tensor> buffers() {
        return Collections.unmodifiableSequencedMap(buffers);
    }

    /// Moves a tensor to the GPU where the CUDA build of libtorch finds one.
    static Tensor onDevice(Tensor tensor) {
        return torch.cuda_is_available() ? tensor.cuda() : tensor;
    }

    static Weights.Array toArray(Tensor tensor) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            var dense = tensor.detach().cpu().contiguous();
            var values = new float[Math.toIntExact(dense.numel())];
            dense.data_ptr_float().get(values);
            return new Weights.Array(values, dense.sizes().vec().get());
        }
    }

    static void copyInto(Tensor target, String name, Map<String, Weights.Array> values) {
        var array = values.get(name);
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            var shape = target.sizes().vec().get();
            if (array == null || !Arrays.equals(array.shape(), shape)) {
                throw new TrainingException("weights: " + name + " must have the shape " + Arrays.toString(shape)
                        + ", got " + (array == null ? "nothing" : Arrays.toString(array.shape()))
                        + "; use weights of the same network");
            }
            target.detach().copy_(onDevice(Tensor.create(array.values(), array.shape())));
        }
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::releaseReference);
        buffers.values().forEach(Tensor::releaseReference);
        parameters.clear();
        buffers.clear();
    }
}
