package mien.lab.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import mien.image.HeatMap;
import mien.image.Preprocessing;
import mien.model.ModelGraph;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// How the logits of a model file depend on its input, by libtorch; for the files that `mien train` and `mien
/// pack` write, except with int8 weights. For one thread at a time.
public final class LogitGradients implements AutoCloseable {
    private final TorchGraph graph;
    private final Preprocessing input;
    private final String head;

    /// @param where what to call the file in an error
    /// @param head the output to look at
    public LogitGradients(String where, ModelGraph graph, Preprocessing input, String head) {
        this.graph = new TorchGraph(where, graph);
        this.input = input;
        this.head = head;
    }

    /// @param images `[C, H, W]` each, in `[0, 255]`
    /// @return `[images, classes]`
    /// @throws mien.model.ModelException if the file has operators that Mien's own have not
    public float[][] logits(List<float[]> images) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            var logits = TensorStore.toArray(graph.logits(tensor(images), head));
            int classes = (int) logits.shape()[1];
            var out = new float[images.size()][];
            for (int i = 0; i < out.length; i++) {
                out[i] = Arrays.copyOfRange(logits.values(), i * classes, (i + 1) * classes);
            }
            return out;
        }
    }

    /// The gradient of one class's logit by each value of each image.
    ///
    /// @param images `[C, H, W]` each, in `[0, 255]`
    /// @return `[C, H, W]` each
    public List<float[]> byPixels(List<float[]> images, int label) {
        try (var _ = new PointerScope()) {
            var leaf = tensor(images).set_requires_grad(true);
            graph.logits(leaf, head).select(1, label).sum().backward();
            var gradients = TensorStore.toArray(leaf.grad()).values();
            var out = new ArrayList<float[]>();
            for (int i = 0; i < images.size(); i++) {
                out.add(Arrays.copyOfRange(gradients, i * input.bytes(), (i + 1) * input.bytes()));
            }
            return out;
        }
    }

    /// For each network in the file its last feature map of at least so many cells across, each channel weighed
    /// by the mean gradient of a class's logit (Selvaraju et al., "Grad-CAM", 2017), where the sum is above 0.
    /// Several networks and mirrored views are averaged.
    ///
    /// @param image `[C, H, W]`, in `[0, 255]`
    public HeatMap byFeatures(float[] image, int label, int least) {
        try (var _ = new PointerScope()) {
            var images = tensor(List.of(image));
            Set<String> at;
            try (var _ = new NoGradGuard()) {
                at = graph.lastMaps(images, least);
            }
            var maps = new ArrayList<Tensor>();
            graph.logits(images, head, at, map -> {
                        var leaf = map.detach().set_requires_grad(true);
                        maps.add(leaf);
                        return leaf;
                    })
                    .select(1, label)
                    .sum()
                    .backward();
            return maps.stream()
                    .map(LogitGradients::weighed)
                    .reduce(HeatMap::plus)
                    .orElseThrow()
                    .times(1.0 / maps.size());
        }
    }

    private static HeatMap weighed(Tensor leaf) {
        var map = TensorStore.toArray(leaf);
        var gradient = TensorStore.toArray(leaf.grad()).values();
        int views = (int) map.shape()[0];
        int channels = (int) map.shape()[1];
        int height = (int) map.shape()[2];
        int width = (int) map.shape()[3];
        var sum = new HeatMap(width, height, new float[width * height]);
        for (int view = 0; view < views; view++) {
            var heat = new float[width * height];
            for (int c = 0; c < channels; c++) {
                int from = (view * channels + c) * heat.length;
                float weight = 0;
                for (int i = 0; i < heat.length; i++) {
                    weight += gradient[from + i] / heat.length;
                }
                for (int i = 0; i < heat.length; i++) {
                    heat[i] += weight * map.values()[from + i];
                }
            }
            var one = new HeatMap(width, height, heat).positive();
            sum = sum.plus(view == 0 ? one : one.mirrored());
        }
        return sum.times(1.0 / views);
    }

    private Tensor tensor(List<float[]> images) {
        var all = new float[images.size() * input.bytes()];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i), 0, all, i * input.bytes(), input.bytes());
        }
        return TensorStore.onDevice(Tensor.create(all, images.size(), input.channels(), input.height(), input.width()));
    }

    @Override
    public void close() {
        graph.close();
    }
}
