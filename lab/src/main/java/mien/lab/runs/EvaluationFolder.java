package mien.lab.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.lab.metrics.Figure;

/// A folder that `mien evaluate` wrote.
///
/// @param id its name for callers: its path below the folder of all
/// @param data that the models were judged on
/// @param split the part of it
/// @param pictures how many
/// @param models at least one
public record EvaluationFolder(String id, Path folder, String data, String split, int pictures, List<Judged> models) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public EvaluationFolder {
        models = List.copyOf(models);
    }

    /// A model and its figures.
    ///
    /// @param model its file's name
    /// @param head that answered
    public record Judged(String model, String head, Value accuracy, Value macroF1) {}

    /// @param value in `[0, 1]`; NaN if it was not measured
    /// @param low of the 95 % interval, NaN if there is none
    public record Value(double value, double low, double high) {}

    /// The page; it may not be there.
    public Path report() {
        return folder.resolve("report.html");
    }

    /// Whether the page is there; a link to one does not count.
    public boolean hasReport() {
        return Files.isRegularFile(report(), LinkOption.NOFOLLOW_LINKS);
    }

    /// Empty if `metrics.json` is none of `mien evaluate`.
    static Optional<EvaluationFolder> read(String id, Path folder) {
        try {
            var json = JSON.readTree(Files.readString(folder.resolve("metrics.json")));
            var models = new ArrayList<Judged>();
            json.path("models").forEach(model -> models.add(judged(model)));
            return models.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new EvaluationFolder(
                            id,
                            folder,
                            json.path("data").asText(),
                            json.path("split").asText(),
                            json.path("n").asInt(),
                            models));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Judged judged(JsonNode model) {
        var name = model.path("model").asText().replace('\\', '/');
        return new Judged(
                name.substring(name.lastIndexOf('/') + 1),
                model.path("head").asText(),
                value(model, Figure.ACCURACY),
                value(model, Figure.MACRO_F1));
    }

    private static Value value(JsonNode model, Figure figure) {
        var interval = model.path("intervals").path(figure.key());
        return new Value(
                model.path(figure.key()).asDouble(Double.NaN),
                interval.path(0).asDouble(Double.NaN),
                interval.path(1).asDouble(Double.NaN));
    }
}
