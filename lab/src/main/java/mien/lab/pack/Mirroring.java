package mien.lab.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import mien.lab.onnx.OnnxConstant;
import mien.lab.onnx.OnnxModel;
import mien.lab.onnx.OnnxNode;
import mien.model.Contract;
import mien.model.Head;

/// A graph that sees each picture and its mirror image, in one batch of twice the size, and averages the answers.
final class Mirroring {
    private static final int WIDTH_AXIS = 3;
    private static final String BOTH = "mirror:both";

    private Mirroring() {}

    /// @param heads of the graph, whose probabilities are averaged
    /// @throws PackException if it sees mirrored pictures already
    static OnnxModel of(OnnxModel model, List<Head> heads) {
        if (model.constants().containsKey("mirror:step")) {
            throw new PackException("flip: the model already looks at mirrored pictures; leave it as it is");
        }
        var constants = new LinkedHashMap<>(model.constants());
        constants.put("mirror:start", OnnxConstant.longs(-1));
        constants.put("mirror:end", OnnxConstant.longs(Long.MIN_VALUE));
        constants.put("mirror:axis", OnnxConstant.longs(WIDTH_AXIS));
        constants.put("mirror:step", OnnxConstant.longs(-1));
        var nodes = new ArrayList<OnnxNode>();
        var slice = List.of(Contract.INPUT, "mirror:start", "mirror:end", "mirror:axis", "mirror:step");
        nodes.add(OnnxNode.of("Slice", slice, "mirror:image"));
        nodes.add(OnnxNode.of("Concat", List.of(Contract.INPUT, "mirror:image"), BOTH)
                .with("axis", 0));
        for (var node : model.nodes()) {
            nodes.add(node.renamed(name -> within(name, heads)));
        }
        for (var head : heads) {
            int classes = head.labels().size();
            constants.put("mirror:" + head.name(), OnnxConstant.longs(2, -1, classes));
            var pairs = head.name() + ":pairs";
            nodes.add(OnnxNode.of("Reshape", List.of(within(head.name(), heads), "mirror:" + head.name()), pairs));
            nodes.add(OnnxNode.of("ReduceMean", List.of(pairs), head.name())
                    .withList("axes", 0)
                    .with("keepdims", 0));
        }
        return model.with(nodes, constants);
    }

    private static String within(String name, List<Head> heads) {
        if (name.equals(Contract.INPUT)) {
            return BOTH;
        }
        return heads.stream().anyMatch(head -> head.name().equals(name)) ? name + ":both" : name;
    }
}
