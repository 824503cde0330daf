package mien.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import mien.image.HeatMap;

/// A model in an engine of its own that gives out class activation maps beside its answers, so that the engine
/// which only answers has none of that work.
final class Explaining implements AutoCloseable {
    private final EvidenceGraph graph;
    private final OrtSession session;

    /// @throws ModelException if the network has no class activation maps
    Explaining(OrtEnvironment environment, String where, byte[] model, Contract contract, Engine engine) {
        graph = EvidenceGraph.of(where, model, contract);
        session = Sessions.start(environment, where, graph.bytes(), contract, engine);
    }

    /// A batch's answers.
    ///
    /// @param probabilities softmax outputs, `[inputs * classes]`
    /// @param maps `[inputs, classes]`
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this package
    record Answers(float[] probabilities, List<List<HeatMap>> maps) {}

    Answers run(OnnxTensor images, int inputs, Head head) throws OrtException {
        var outputs = graph.outputs().get(head.name());
        if (outputs == null) {
            throw new IllegalStateException("no maps for " + head);
        }
        var names = new LinkedHashSet<>(List.of(head.name()));
        outputs.forEach(output -> names.add(output.name()));
        try (var result = session.run(Map.of(Contract.INPUT, images), names)) {
            var probabilities =
                    Classifier.floats((OnnxTensor) result.get(head.name()).orElseThrow());
            var maps = new ArrayList<List<HeatMap>>();
            for (var output : outputs) {
                var tensor = (OnnxTensor) result.get(output.name()).orElseThrow();
                add(maps(tensor, inputs), output.share(), maps);
            }
            return new Answers(probabilities, maps);
        }
    }

    private static void add(List<List<HeatMap>> some, double share, List<List<HeatMap>> to) {
        for (int i = 0; i < some.size(); i++) {
            var scaled = some.get(i).stream().map(map -> map.times(share)).toList();
            if (i == to.size()) {
                to.add(scaled);
            } else {
                var before = to.get(i);
                var sums = new ArrayList<HeatMap>();
                for (int k = 0; k < scaled.size(); k++) {
                    sums.add(before.get(k).plus(scaled.get(k)));
                }
                to.set(i, sums);
            }
        }
    }

    /// The maps of one network; where it has seen the pictures mirrored, too, the means of both.
    private static List<List<HeatMap>> maps(OnnxTensor tensor, int inputs) {
        var shape = tensor.getInfo().getShape();
        int rows = (int) shape[0];
        int classes = (int) shape[1];
        int height = (int) shape[2];
        int width = (int) shape[3];
        var values = Classifier.floats(tensor);
        var maps = new ArrayList<List<HeatMap>>();
        for (int i = 0; i < inputs; i++) {
            var row = new ArrayList<HeatMap>();
            for (int k = 0; k < classes; k++) {
                var map = cut(values, (i * classes + k) * width * height, width, height);
                if (rows == 2 * inputs) {
                    var other = cut(values, ((inputs + i) * classes + k) * width * height, width, height);
                    map = map.plus(other.mirrored()).times(0.5);
                }
                row.add(map);
            }
            maps.add(row);
        }
        return maps;
    }

    private static HeatMap cut(float[] values, int from, int width, int height) {
        return new HeatMap(width, height, Arrays.copyOfRange(values, from, from + width * height));
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
