package mien.lab.training;

import java.util.Optional;

/// The name of a validation figure: of a whole head, as `fer7.accuracy`, or of one of its labels, as
/// `fer7.recall.happy`.
///
/// @param head whose answers are judged; its name has no dot
/// @param figure `accuracy`, `macroF1`, `recall`, `f1`
/// @param label of the pictures that are meant, if not all are; may hold anything
public record FigureName(String head, String figure, Optional<String> label) {
    public static final String ACCURACY = "accuracy";
    public static final String MACRO_F1 = "macroF1";
    public static final String RECALL = "recall";
    public static final String F1 = "f1";

    public FigureName {
        if (head.isEmpty() || head.contains(".") || figure.isEmpty() || figure.contains(".")) {
            throw new IllegalArgumentException("figure name: head and figure must be named, without dots, got '" + head
                    + "' and '" + figure + "'");
        }
    }

    public static FigureName of(String head, String figure) {
        return new FigureName(head, figure, Optional.empty());
    }

    public static FigureName of(String head, String figure, String label) {
        return new FigureName(head, figure, Optional.of(label));
    }

    /// The opposite of [#toString]; empty if the text is no such name.
    public static Optional<FigureName> parse(String text) {
        var parts = text.split("\\.", 3);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new FigureName(parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty()));
    }

    @Override
    public String toString() {
        return head + "." + figure + label.map(name -> "." + name).orElse("");
    }
}
