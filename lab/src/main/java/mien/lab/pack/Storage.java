package mien.lab.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import mien.lab.onnx.OnnxConstant;
import mien.lab.onnx.OnnxModel;
import mien.lab.onnx.OnnxNode;

/// How a file keeps its weights; the arithmetic is 32 bit in any case.
///
/// The graph turns them back into 32 bits, which engines do once, when they load it. Biases and other short rows stay
/// as they are.
public enum Storage {
    /// As they were trained.
    FP32,
    /// Half the bytes; a weight changes by at most a 2,000th of itself.
    FP16,
    /// A quarter of the bytes; a weight changes by at most a 250th of the largest of its output channel.
    INT8;

    private static final String HALF = ":fp16";
    private static final String WHOLE = ":int8";
    private static final String SCALE = ":scale";
    private static final String CAST = ":cast";
    private static final float LARGEST_HALF = 65504;
    private static final int FLOAT = OnnxConstant.Type.FLOAT.code();

    /// The same graph with its weights kept this way.
    OnnxModel applied(OnnxModel model) {
        var nodes = new ArrayList<OnnxNode>();
        var constants = new LinkedHashMap<String, OnnxConstant>();
        model.constants().forEach((name, constant) -> {
            var kept = constant.type() == OnnxConstant.Type.FLOAT && constant.shape().length > 1 ? this : FP32;
            switch (kept) {
                case FP32 -> constants.put(name, constant);
                case FP16 -> halve(name, constant, nodes, constants);
                case INT8 -> quarter(name, constant, nodes, constants);
            }
        });
        nodes.addAll(model.nodes());
        return model.with(nodes, constants);
    }

    private static void halve(
            String name, OnnxConstant constant, List<OnnxNode> nodes, SequencedMap<String, OnnxConstant> constants) {
        var values = constant.toFloats();
        for (float value : values) {
            if (!(Math.abs(value) <= LARGEST_HALF)) {
                constants.put(name, constant);
                return;
            }
        }
        constants.put(name + HALF, OnnxConstant.halves(values, constant.shape()));
        nodes.add(OnnxNode.of("Cast", List.of(name + HALF), name).with("to", FLOAT));
    }

    private static void quarter(
            String name, OnnxConstant constant, List<OnnxNode> nodes, SequencedMap<String, OnnxConstant> constants) {
        var rows = Rows.of(constant);
        var scales = rows.scales(Byte.MAX_VALUE);
        var scaleShape = new long[constant.shape().length];
        Arrays.fill(scaleShape, 1);
        scaleShape[0] = scales.length;
        constants.put(name + WHOLE, rows.quantized(scales));
        constants.put(name + SCALE, OnnxConstant.floats(scales, scaleShape));
        nodes.add(OnnxNode.of("Cast", List.of(name + WHOLE), name + CAST).with("to", FLOAT));
        nodes.add(OnnxNode.of("Mul", List.of(name + CAST, name + SCALE), name));
    }

    /// The same graph with 32 bit weights, whatever way it keeps them: the opposite of [#applied], less what was
    /// rounded away.
    static OnnxModel expanded(OnnxModel model) {
        var nodes = new ArrayList<OnnxNode>();
        var constants = new LinkedHashMap<>(model.constants());
        for (var node : model.nodes()) {
            var first = node.inputs().getFirst();
            var stored = constants.get(first);
            var scales = constants.get(node.inputs().getLast());
            if (stored != null && node.op().equals("Cast")) {
                constants.remove(first);
                constants.put(node.output(), OnnxConstant.floats(stored.toFloats(), stored.shape()));
            } else if (stored != null && scales != null && node.op().equals("Mul") && first.endsWith(CAST)) {
                constants.remove(first);
                constants.remove(node.inputs().getLast());
                constants.put(node.output(), Rows.of(stored).times(scales.toFloats()));
            } else {
                nodes.add(node);
            }
        }
        return model.with(nodes, constants);
    }
}
