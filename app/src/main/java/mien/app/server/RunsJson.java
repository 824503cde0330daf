package mien.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import mien.lab.TrainingRequest;
import mien.lab.report.Overfitting;
import mien.lab.runs.EvaluationFolder;
import mien.lab.runs.EvaluationFolder.Judged;
import mien.lab.runs.EvaluationFolder.Value;
import mien.lab.runs.OrderException;
import mien.lab.runs.Run;
import mien.lab.runs.Runs;
import mien.lab.training.EpochRecord;
import mien.lab.training.FigureName;
import mien.lab.training.History;
import mien.lab.training.RecipeFields;
import mien.lab.training.Standing;

/// Trainings and evaluations as JSON; what was not measured is null.
final class RunsJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LAST_BYTES = 8192;
    private static final int LAST_LINES = 40;

    private RunsJson() {}

    static Reply reply(JsonNode json) {
        return Reply.json(json.toString());
    }

    /// @param folder whether the server has a folder of data
    static ObjectNode list(boolean folder, List<Run> runs, List<EvaluationFolder> evaluations) {
        var json = JSON.createObjectNode();
        json.put("folder", folder);
        var list = json.putArray("runs");
        runs.forEach(run -> list.add(run(run)));
        var judged = json.putArray("evaluations");
        evaluations.forEach(one -> judged.add(evaluation(one)));
        return json;
    }

    static ObjectNode run(Run run) {
        var plan = run.plan();
        var json = JSON.createObjectNode();
        json.put("id", run.id()).put("state", run.state().toString());
        json.put("note", run.status().note()).put("resumable", run.status().resumable());
        json.put("data", plan.request().map(RunsJson::data).orElse("")).put("network", plan.network());
        plan.request().ifPresentOrElse(asked -> json.put("seed", asked.options().seed()), () -> json.putNull("seed"));
        plan.recipe()
                .ifPresentOrElse(recipe -> json.put("epochs", recipe.pace().epochs()), () -> json.putNull("epochs"));
        figures(json, run.history());
        if (run.hasModel()) {
            json.put("modelBytes", run.model().toFile().length());
        } else {
            json.putNull("modelBytes");
        }
        json.put("report", run.hasReport()).put("changed", Runs.changed(run));
        run.standing()
                .ifPresentOrElse(standing -> json.set("progress", progress(standing)), () -> json.putNull("progress"));
        return json;
    }

    private static void figures(ObjectNode json, History history) {
        var last = Optional.of(history.epochs()).filter(all -> !all.isEmpty()).map(List::getLast);
        json.put("done", last.map(EpochRecord::epoch).orElse(0));
        number(json, "accuracy", last.map(e -> e.validation().accuracy()).orElse(Double.NaN));
        number(json, "loss", last.map(e -> e.validation().loss()).orElse(Double.NaN));
        number(json, "best", history.best().map(e -> e.validation().accuracy()).orElse(Double.NaN));
        json.put("bestEpoch", history.best().map(EpochRecord::epoch).orElse(0));
        json.put(
                "seconds",
                history.epochs().stream()
                        .mapToDouble(e -> e.pace().seconds())
                        .filter(Double::isFinite)
                        .sum());
    }

    private static ObjectNode progress(Standing standing) {
        var json = JSON.createObjectNode().put("phase", standing.phase().toString());
        var step = standing.step().orElse(new Standing.Step(0, 0, 0, Double.NaN, Double.NaN, Double.NaN));
        json.put("epoch", step.epoch()).put("step", step.step()).put("steps", step.steps());
        number(json, "loss", step.loss());
        number(json, "accuracy", step.accuracy());
        number(json, "imagesPerSecond", step.imagesPerSecond());
        return json;
    }

    /// The name of the data as people know it, without the folders above.
    private static String data(TrainingRequest request) {
        return String.valueOf(request.data().path().getFileName());
    }

    static ObjectNode whole(Run run) {
        var json = run(run);
        var recipe = json.putObject("recipe");
        run.plan().recipe().ifPresent(one -> RecipeFields.values(one).forEach(recipe::put));
        var settings = json.putObject("settings");
        run.plan().request().ifPresent(asked -> settings(asked).forEach(settings::put));
        json.set("history", history(run.history()));
        json.put(
                "overfitting",
                Overfitting.seenIn(run.history()).map(Overfitting::sentence).orElse(null));
        var output = json.putArray("output");
        last(run.output()).forEach(output::add);
        return json;
    }

    private static Map<String, String> settings(TrainingRequest asked) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("data", data(asked));
        asked.data().corrections().ifPresent(file -> settings.put("corrections", String.valueOf(file.getFileName())));
        asked.lessons()
                .more()
                .forEach(one -> settings.merge("also", one.path().getFileName() + "", (a, b) -> a + ", " + b));
        asked.lessons().teachers().forEach(one -> settings.merge("teachers", one, (a, b) -> a + ", " + b));
        settings.put("network", asked.network());
        settings.put("seed", Long.toString(asked.options().seed()));
        settings.put("precision", asked.options().precision().name().toLowerCase(Locale.ROOT));
        if (asked.transfer().init() != null) {
            settings.put("init", String.valueOf(asked.transfer().init()));
        }
        if (asked.transfer().freeze() != null) {
            settings.put("freeze", String.valueOf(asked.transfer().freeze()));
        }
        return settings;
    }

    private static ObjectNode history(History history) {
        var json = JSON.createObjectNode();
        var epochs = json.putArray("epoch");
        history.epochs().forEach(e -> epochs.add(e.epoch()));
        column(json.putArray("learningRate"), history, EpochRecord::learningRate);
        column(json.putArray("trainLoss"), history, e -> e.train().loss());
        column(json.putArray("trainAccuracy"), history, e -> e.train().accuracy());
        column(json.putArray("validationLoss"), history, e -> e.validation().loss());
        column(json.putArray("validationAccuracy"), history, e -> e.validation().accuracy());
        column(json.putArray("imagesPerSecond"), history, e -> e.pace().imagesPerSecond());
        column(json.putArray("seconds"), history, e -> e.pace().seconds());
        var names = new LinkedHashSet<String>();
        history.epochs()
                .forEach(e -> e.figures().keySet().stream()
                        .filter(name -> FigureName.parse(name)
                                .filter(f -> f.label().isEmpty())
                                .isPresent())
                        .forEach(names::add));
        var figures = json.putObject("figures");
        names.forEach(name ->
                column(figures.putArray(name), history, e -> e.figures().getOrDefault(name, Double.NaN)));
        return json;
    }

    private static void column(ArrayNode array, History history, ToDoubleFunction<EpochRecord> value) {
        for (var epoch : history.epochs()) {
            double number = value.applyAsDouble(epoch);
            if (Double.isFinite(number)) {
                array.add(number);
            } else {
                array.addNull();
            }
        }
    }

    /// The last lines of a text that may be long; none if it is not there, or a link.
    private static List<String> last(Path file) {
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long start = Math.max(0, channel.size() - LAST_BYTES);
            var bytes = Channels.newInputStream(channel.position(start)).readNBytes(LAST_BYTES);
            var lines = Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\\R"));
            int from = Math.max(start > 0 ? 1 : 0, lines.size() - LAST_LINES);
            return lines.subList(Math.min(from, lines.size()), lines.size());
        } catch (IOException _) {
            return List.of();
        }
    }

    private static ObjectNode evaluation(EvaluationFolder folder) {
        var json = JSON.createObjectNode().put("id", folder.id()).put("data", folder.data());
        json.put("split", folder.split()).put("pictures", folder.pictures());
        json.put("report", folder.hasReport());
        var models = json.putArray("models");
        folder.models().forEach(model -> models.add(judged(model)));
        return json;
    }

    private static ObjectNode judged(Judged model) {
        var json = JSON.createObjectNode().put("model", model.model()).put("head", model.head());
        value(json.putObject("accuracy"), model.accuracy());
        value(json.putObject("macroF1"), model.macroF1());
        return json;
    }

    private static void value(ObjectNode json, Value value) {
        number(json, "value", value.value());
        number(json, "low", value.low());
        number(json, "high", value.high());
    }

    static ObjectNode path(String path) {
        return JSON.createObjectNode().put("path", path);
    }

    static ObjectNode mistakes(OrderException e) {
        var json = JSON.createObjectNode().put("error", e.getMessage());
        var fields = json.putObject("fields");
        e.mistakes().forEach(fields::put);
        return json;
    }

    private static void number(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }
}
