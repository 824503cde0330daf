package mien.lab.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import mien.lab.network.Frozen;
import mien.lab.network.Head;
import mien.lab.network.Network;
import mien.lab.network.Normalization;
import mien.lab.network.Weights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// A [Network] with weights, living in libtorch.
///
/// Tensors that methods return belong to the caller's `PointerScope`. For one thread at a time.
public final class TorchNetwork implements AutoCloseable {
    private static final long[] PER_PICTURE = {1, 2, 3};

    private final Network network;
    private final TensorStore store = new TensorStore();
    private final UnaryOperator<Tensor> trunk;
    private final List<UnaryOperator<Tensor>> heads = new ArrayList<>();
    private final TorchLayers layers;

    /// Fresh weights, uniform in `±1 / sqrt(fan-in)` as PyTorch draws them, but from Java's random numbers, so that
    /// a seed means the same everywhere.
    public TorchNetwork(Network network, Precision precision, long seed) {
        this(network, precision, Frozen.NONE, seed);
    }

    /// The same, with layers that no training changes.
    TorchNetwork(Network network, Precision precision, Frozen frozen, long seed) {
        this(network, precision, MemoryFormat.ChannelsLast, frozen, seed); // what oneDNN multiplies fastest
    }

    /// The same with another order of the values in memory, to measure what it is worth.
    TorchNetwork(Network network, Precision precision, MemoryFormat layout, long seed) {
        this(network, precision, layout, Frozen.NONE, seed);
    }

    private TorchNetwork(Network network, Precision precision, MemoryFormat layout, Frozen frozen, long seed) {
        this.network = network;
        this.layers = new TorchLayers(store, precision.scalarType(), layout, frozen, seed);
        try (var _ = new PointerScope()) { // frees what is only needed to build; the store retains the weights
            trunk = layers.build(network.trunk(), network.input(), "trunk");
            var features = Network.outputOf(network.trunk(), network.input());
            for (Head head : network.heads()) {
                heads.add(layers.build(head.body(), features, "heads." + head.name()));
            }
        }
        store.freeze(frozen::tensor);
    }

    /// The plain description that this network was built from.
    public Network description() {
        return network;
    }

    /// Raw pictures to logits.
    ///
    /// @param images `[N, C, H, W]`, float, in `[0, 255]`
    /// @return one `[N, classes]` float tensor per head
    List<Tensor> forward(Tensor images) {
        var features = trunk.apply(normalized(images));
        return heads.stream().map(head -> head.apply(features)).toList();
    }

    private Tensor normalized(Tensor images) {
        return switch (network.normalization()) {
            case Normalization.Fixed(var mean, var std) ->
                images.mul(new Scalar(1 / (255 * std))).sub(new Scalar(mean / std));
            case Normalization.PerImage() -> {
                var centred = images.sub(mean(images));
                var deviation = mean(centred.square()).sqrt();
                yield centred.div(deviation.add(new Scalar(1.0)));
            }
        };
    }

    private static Tensor mean(Tensor images) {
        return images.mean(PER_PICTURE, true, new org.bytedeco.pytorch.ScalarTypeOptional());
    }

    /// Whether dropout drops and batch norm looks at the batch.
    void training(boolean on) {
        layers.training = on;
    }

    /// The trainable tensors by name, in the order of the layers.
    SequencedMap<String, Tensor> parameters() {
        return store.parameters();
    }

    /// Batch norm's running statistics by name.
    SequencedMap<String, Tensor> buffers() {
        return store.buffers();
    }

    /// A copy of all values, in plain Java.
    public Weights weights() {
        var byName = new HashMap<String, Weights.Array>();
        store.parameters().forEach((name, tensor) -> byName.put(name, TensorStore.toArray(tensor)));
        store.buffers().forEach((name, tensor) -> byName.put(name, TensorStore.toArray(tensor)));
        return new Weights(byName);
    }

    /// Overwrites all values.
    ///
    /// @throws TrainingException if one is missing or has another shape
    public void load(Map<String, Weights.Array> values) {
        store.parameters().forEach((name, tensor) -> TensorStore.copyInto(tensor, name, values));
        store.buffers().forEach((name, tensor) -> TensorStore.copyInto(tensor, name, values));
    }

    /// Overwrites some values.
    ///
    /// @throws TrainingException if one has another shape
    void loadSome(Map<String, Weights.Array> values) {
        if (!values.isEmpty()) {
            var all = new HashMap<>(weights().byName());
            all.putAll(values);
            load(all);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
