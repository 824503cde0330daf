package mien.app.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mien.model.Contract;
import mien.model.Head;

/// A model's contract as text for people.
public final class ModelCard {
    private static final int LABEL = 14;

    private ModelCard() {}

    /// @param bytes the size of the model file
    public static String of(Contract contract, long bytes) {
        var out = new StringBuilder(contract.name()).append("\n");
        var in = contract.input();
        var net = contract.architecture();
        for (var head : contract.heads()) {
            line(out, head.equals(contract.defaultHead()) ? "labels" : "or labels", labels(head));
        }
        line(
                out,
                "input",
                (in.channels() == 1 ? "grey " : "colour ") + in.width() + " x " + in.height() + ", crop " + in.margin()
                        + " x the face");
        line(out, "network", net.name());
        line(out, "size", count(net.parameters()) + " parameters, " + count(bytes) + " bytes");
        line(out, "MACs", count(net.macs()) + " a face");
        training(out, contract);
        tree(out, "recipe", contract.training().recipe());
        tree(out, "figures", contract.figures());
        return out.toString();
    }

    private static String labels(Head head) {
        var out = head.name() + ": " + String.join(", ", head.labels().labels());
        return out
                + String.format(
                        Locale.ROOT,
                        " (temperature %s, %s)",
                        head.temperature(),
                        head.threshold() > 0 ? "uncertain below " + head.threshold() : "never uncertain");
    }

    private static void training(StringBuilder out, Contract contract) {
        var training = contract.training();
        var data = training.data();
        line(out, "training data", data.name());
        line(out, "", data.hash());
        line(out, "corrections", data.corrections());
        line(out, "licence", data.licence());
        var finished = training.finished() == null ? "" : ", finished " + training.finished();
        line(
                out,
                "training",
                training.epochs() + " epochs, seed " + training.seed() + ", Mien " + training.mienVersion() + finished);
    }

    private static void tree(StringBuilder out, String title, Map<String, ?> values) {
        var label = title;
        for (var entry : values.entrySet()) {
            label = branch(out, label, entry.getKey(), entry.getValue());
        }
    }

    /// Prints one value by its path; the title stands before the first line only.
    private static String branch(StringBuilder out, String title, String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            var label = title;
            for (var entry : map.entrySet()) {
                label = branch(out, label, path + "." + entry.getKey(), entry.getValue());
            }
            return label;
        }
        if (value instanceof List<?> list && list.stream().anyMatch(one -> one instanceof Map)) {
            return branch(out, title, path, numbered(list));
        }
        line(out, title, path + " = " + (value instanceof List<?> list ? joined(list) : value));
        return "";
    }

    private static Map<Integer, Object> numbered(List<?> list) {
        var byNumber = new LinkedHashMap<Integer, Object>();
        list.forEach(one -> byNumber.put(byNumber.size() + 1, one));
        return byNumber;
    }

    private static String joined(List<?> list) {
        return String.join(", ", list.stream().map(String::valueOf).toList());
    }

    private static void line(StringBuilder out, String title, String text) {
        if (!text.isEmpty()) {
            out.append("  ")
                    .append(title)
                    .append(" ".repeat(LABEL - title.length()))
                    .append(text)
                    .append('\n');
        }
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
