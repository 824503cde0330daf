package mien.lab.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import mien.lab.onnx.OnnxConstant;
import mien.lab.onnx.OnnxModel;
import mien.lab.onnx.OnnxNode;
import mien.model.Contract;
import mien.model.Head;

/// Several models as one graph, whose answers are the means of theirs.
///
/// It averages probabilities (Lakshminarayanan et al. 2017, arXiv:1612.01474), uncalibrated as the graphs give them.
/// The result are probabilities again, whose temperature is fitted like that of any model.
final class Ensemble {
    private final List<Member> members;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final SequencedMap<String, OnnxConstant> constants = new LinkedHashMap<>();

    private Ensemble(List<Member> members) {
        this.members = members;
    }

    /// @param members at least one; a single one stays as it is
    /// @throws PackException if they do not see or answer the same
    static OnnxModel of(List<Member> members) {
        var first = members.getFirst();
        members.forEach(other -> refuseOthers(first, other));
        return members.size() == 1 ? first.model() : new Ensemble(members).joined();
    }

    private static void refuseOthers(Member first, Member other) {
        if (!other.contract().input().equals(first.contract().input())) {
            throw new PackException(other.file() + ": it wants " + shown(other) + ", but " + first.file() + " wants "
                    + shown(first) + "; pack models that see the same");
        }
        if (!heads(other).equals(heads(first))) {
            throw new PackException(other.file() + ": it answers with " + heads(other) + ", but " + first.file()
                    + " with " + heads(first) + "; pack models with the same labels in the same order");
        }
    }

    private static String shown(Member member) {
        var in = member.contract().input();
        return (in.channels() == 1 ? "grey " : "colour ") + in.width() + "x" + in.height() + " with margin "
                + in.margin();
    }

    /// Labels by head, whatever the order of the heads.
    private static SequencedMap<String, List<String>> heads(Member member) {
        var heads = new LinkedHashMap<String, List<String>>();
        member.contract().heads().stream()
                .sorted(Comparator.comparing(Head::name))
                .forEach(head -> heads.put(head.name(), head.labels().labels()));
        return heads;
    }

    private OnnxModel joined() {
        for (int i = 0; i < members.size(); i++) {
            add(members.get(i).model(), prefix(i));
        }
        double sum = members.stream().mapToDouble(Member::share).sum();
        for (int i = 0; i < members.size(); i++) {
            constants.put(prefix(i) + "share", OnnxConstant.floats(new float[] {
                (float) (members.get(i).share() / sum)
            }));
        }
        members.getFirst().contract().heads().forEach(head -> average(head.name()));
        return members.getFirst()
                .model()
                .with(nodes, constants)
                .withDescription(String.format(
                        Locale.ROOT,
                        "%d networks in one: raw uint8 pixels in, one row of mean probabilities per head out",
                        members.size()));
    }

    private void add(OnnxModel model, String prefix) {
        model.constants().forEach((name, constant) -> constants.put(prefix + name, constant));
        for (var node : model.nodes()) {
            nodes.add(node.renamed(name -> name.equals(Contract.INPUT) ? name : prefix + name));
        }
    }

    private void average(String head) {
        var weighted = new ArrayList<String>();
        for (int i = 0; i < members.size(); i++) {
            weighted.add(prefix(i) + head + ":weighted");
            nodes.add(OnnxNode.of("Mul", List.of(prefix(i) + head, prefix(i) + "share"), weighted.getLast()));
        }
        nodes.add(OnnxNode.of("Sum", weighted, head));
    }

    private static String prefix(int member) {
        return "m" + (member + 1) + "/";
    }
}
