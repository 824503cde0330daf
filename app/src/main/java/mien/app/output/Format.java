package mien.app.output;

import java.util.List;

/// How answers are printed: what comes first, one answer, what stands between two, what comes last.
public sealed interface Format {

    /// Reading for people, one line a face.
    ///
    /// @param unicode whether the terminal shows block characters
    record Text(boolean unicode) implements Format {}

    /// One array, an object a photo, in the order given.
    record Json() implements Format {}

    /// An object a line, as photos are done.
    record JsonLines() implements Format {}

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
            case Json() -> "[";
            case Csv(var labels) -> CsvOutput.header(labels);
            case Text _, JsonLines() -> "";
        };
    }

    default String answer(Answer answer, boolean first) {
        return switch (this) {
            case Text(var unicode) -> TextOutput.of(answer, unicode);
            case Json() -> (first ? "\n" : ",\n") + JsonOutput.of(answer);
            case JsonLines() -> JsonOutput.of(answer) + "\n";
            case Csv(var labels) -> CsvOutput.of(answer, labels);
        };
    }

    default String closing() {
        return this instanceof Json ? "\n]\n" : "";
    }
}
