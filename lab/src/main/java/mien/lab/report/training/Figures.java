package mien.lab.report.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import mien.lab.report.Overfitting;
import mien.lab.report.page.LabelNumbers;
import mien.lab.training.EpochRecord;
import mien.lab.training.FigureName;
import mien.lab.training.History;

/// The course of a training as data of a page.
final class Figures {
    private Figures() {}

    /// Whether there is anything about single classes; older trainings did not measure it.
    static boolean ofLabels(History history) {
        return names(history).anyMatch(name -> name.label().isPresent());
    }

    /// `{history: {epoch, rate, ...}, heads: [{name, accuracy, macroF1, classes: [{label, recall, f1}]}],
    /// overfitting}`, where the figures are lists, one value an epoch.
    static void into(ObjectNode data, History history, LabelNumbers labels) {
        var columns = data.putObject("history");
        column(columns.putArray("epoch"), history, EpochRecord::epoch);
        column(columns.putArray("rate"), history, EpochRecord::learningRate);
        column(columns.putArray("trainLoss"), history, e -> e.train().loss());
        column(columns.putArray("trainAccuracy"), history, e -> e.train().accuracy());
        column(columns.putArray("validationLoss"), history, e -> e.validation().loss());
        column(
                columns.putArray("validationAccuracy"),
                history,
                e -> e.validation().accuracy());
        column(columns.putArray("imagesPerSecond"), history, e -> e.pace().imagesPerSecond());
        column(columns.putArray("seconds"), history, e -> e.pace().seconds());
        var heads = data.putArray("heads");
        distinct(names(history).map(FigureName::head))
                .forEach(head -> head(heads.addObject().put("name", head), head, history, labels));
        data.put("best", history.best().map(EpochRecord::epoch).orElse(0));
        Overfitting.seenIn(history)
                .ifPresent(seen ->
                        data.putObject("overfitting").put("since", seen.since()).put("sentence", seen.sentence()));
    }

    private static void head(ObjectNode json, String head, History history, LabelNumbers labels) {
        for (var figure : List.of("accuracy", "macroF1")) {
            figure(json.putArray(figure), history, FigureName.of(head, figure));
        }
        var classes = json.putArray("classes");
        var own = names(history).filter(name -> name.head().equals(head));
        for (var label : distinct(own.map(FigureName::label).flatMap(Optional::stream))) {
            var one = classes.addObject().put("label", labels.number(label));
            for (var figure : List.of(FigureName.RECALL, FigureName.F1)) {
                figure(one.putArray(figure), history, FigureName.of(head, figure, label));
            }
        }
    }

    private static void figure(ArrayNode values, History history, FigureName name) {
        column(values, history, e -> e.figures().getOrDefault(name.toString(), Double.NaN));
    }

    private static void column(ArrayNode values, History history, ToDoubleFunction<EpochRecord> value) {
        for (var epoch : history.epochs()) {
            double number = value.applyAsDouble(epoch);
            if (Double.isFinite(number)) {
                values.add(number);
            } else {
                values.addNull();
            }
        }
    }

    private static Stream<FigureName> names(History history) {
        return history.epochs().stream()
                .flatMap(epoch -> epoch.figures().keySet().stream())
                .distinct()
                .flatMap(name -> FigureName.parse(name).stream());
    }

    private static Set<String> distinct(Stream<String> texts) {
        var distinct = new LinkedHashSet<String>();
        texts.forEach(distinct::add);
        return distinct;
    }
}
