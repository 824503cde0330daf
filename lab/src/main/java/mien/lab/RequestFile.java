package mien.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.TrainingRequest.Options;
import mien.lab.TrainingRequest.Start;
import mien.lab.TrainingRequest.Transfer;
import mien.lab.dataset.DataSource;
import mien.lab.file.WholeFile;
import mien.lab.torch.Precision;
import mien.lab.training.RecipeException;
import mien.lab.training.RecipeFile;
import org.jspecify.annotations.Nullable;

/// What a training was asked to do, as `request.json` in its folder, beside `recipe.yaml`: enough to go on with it.
public final class RequestFile {
    /// The file's name in the folder of a training.
    public static final String NAME = "request.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestFile() {}

    /// Writes `request.json` and `recipe.yaml` into the training's folder, which is there. Paths become absolute.
    public static void write(TrainingRequest request) throws IOException {
        var options = request.options();
        var json = JSON.createObjectNode();
        source(json, request.data());
        var more = json.putArray("also");
        request.lessons().more().forEach(one -> source(more.addObject(), one));
        var teachers = json.putArray("teachers");
        request.lessons().teachers().forEach(teacher -> teachers.add(absolute(teacher)));
        json.put("network", absolute(request.network()));
        json.put("seed", options.seed());
        json.put("precision", options.precision().name().toLowerCase(Locale.ROOT));
        json.put("margin", options.margin());
        json.put("licence", options.licence());
        json.put("init", absolute(request.transfer().init()));
        json.put("freeze", request.transfer().freeze());
        WholeFile.write(request.folder().resolve(NAME), json.toPrettyString() + "\n");
        WholeFile.write(request.folder().resolve("recipe.yaml"), RecipeFile.toYaml(request.recipe()));
    }

    /// The request that the training for a model file was begun with; empty if nobody wrote it down.
    public static Optional<TrainingRequest> read(Path model) {
        var folder = TrainingRequest.folder(model);
        try {
            var json = JSON.readTree(Files.readString(folder.resolve(NAME)));
            var teachers = new ArrayList<String>();
            json.path("teachers").forEach(one -> teachers.add(one.asText()));
            var more = new ArrayList<DataSource>();
            json.path("also").forEach(one -> more.add(source(one)));
            var options = new Options(
                    Precision.valueOf(json.path("precision").asText().toUpperCase(Locale.ROOT)),
                    json.path("seed").asLong(),
                    json.path("margin").asDouble(),
                    Start.FRESH,
                    json.path("licence").asText(),
                    "");
            return Optional.of(new TrainingRequest(
                    new Lessons(source(json), more, teachers),
                    json.path("network").asText(),
                    RecipeFile.read(folder.resolve("recipe.yaml")),
                    model,
                    options,
                    new Transfer(path(json.get("init")), text(json.get("freeze")))));
        } catch (IOException | IllegalArgumentException | RecipeException _) {
            return Optional.empty();
        }
    }

    /// As arguments of `mien train`, with `recipe.yaml` of the training's folder as the recipe.
    public static List<String> arguments(TrainingRequest request) {
        var options = request.options();
        var all = new ArrayList<String>();
        all.add(request.data().path().toString());
        request.data().corrections().ifPresent(file -> all.add("--corrections=" + file));
        request.lessons().more().forEach(source -> all.add("--also=" + source.path()));
        request.lessons().teachers().forEach(teacher -> all.add("--teacher=" + teacher));
        all.add("--network=" + request.network());
        all.add("--recipe=" + request.folder().resolve("recipe.yaml"));
        all.add("--out=" + request.model());
        all.add("--seed=" + options.seed());
        all.add("--precision=" + options.precision().name().toLowerCase(Locale.ROOT));
        all.add("--margin=" + options.margin());
        if (!options.licence().isEmpty()) {
            all.add("--licence=" + options.licence());
        }
        if (request.transfer().init() != null) {
            all.add("--init=" + request.transfer().init());
        }
        if (request.transfer().freeze() != null) {
            all.add("--freeze=" + request.transfer().freeze());
        }
        return List.copyOf(all);
    }

    private static void source(ObjectNode json, DataSource source) {
        json.put("data", absolute(source.path()));
        json.put("corrections", absolute(source.correctionsFile()));
    }

    private static DataSource source(JsonNode json) {
        return new DataSource(Path.of(json.path("data").asText()), path(json.get("corrections")));
    }

    private static @Nullable String absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath().normalize().toString();
    }

    /// Names of what is built in stay as they are.
    private static String absolute(String nameOrFile) {
        var file = Path.of(nameOrFile);
        return Files.isRegularFile(file) ? file.toAbsolutePath().normalize().toString() : nameOrFile;
    }

    private static @Nullable Path path(@Nullable JsonNode json) {
        var text = text(json);
        return text == null ? null : Path.of(text);
    }

    private static @Nullable String text(@Nullable JsonNode json) {
        return json == null || json.isNull() ? null : json.asText();
    }
}
