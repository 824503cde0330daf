package mien.app.output;

import java.util.List;

/// How answers are printed: what comes first, one answer, what stands between two, what comes last.
public sealed interface Format {

    /// Reading for people, one line a face.
    ///
    /// @param unicode whether the terminal shows block characters
    /// @param explain whether to say on which parts of the face each answer rests
    record Text(boolean unicode, boolean explain) implements Format {}

    /// One array, an object a photo, in the order given.
    ///
    /// @param explain whether each face has its explanation
    record Json(boolean explain) implements Format {}

    /// An object a line, as photos are done.
    ///
    /// @param explain whether each face has its explanation
    record JsonLines(boolean explain) implements Format {}

    /// A line a face, and one for each photo without any.
    ///
    /// @param labels the columns of probabilities
    record Csv(List<String> labels) implements Format {
        public Csv {
            labels = List.copyOf(labels);
        }
    }

    /// Whether answers wait for those of files named before them.
    default boolean ordered() {
        return !(this instanceof JsonLines);
    }

    default String opening() {
        return switch (this) {
            case Json _ -> "[";
            case Csv(var labels) -> CsvOutput.header(labels);
            case Text _, JsonLines _ -> "";
        };
    }

    default String answer(Answer answer, boolean first) {
        return switch (this) {
            case Text(var unicode, var explain) -> TextOutput.of(answer, unicode, explain);
            case Json(var explain) -> (first ? "\n" : ",\n") + JsonOutput.of(answer, explain);
            case JsonLines(var explain) -> JsonOutput.of(answer, explain) + "\n";
            case Csv(var labels) -> CsvOutput.of(answer, labels);
        };
    }

    default String closing() {
        return this instanceof Json ? "\n]\n" : "";
    }
}
