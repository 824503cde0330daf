package mien.lab.report.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mien.lab.dataset.PictureSource;
import mien.lab.evaluation.Assessment;
import mien.lab.evaluation.Comparison;
import mien.lab.evaluation.ModelAssessment;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.Figure;
import mien.lab.report.page.LabelNumbers;
import mien.lab.report.page.Page;
import mien.lab.report.page.Section;

/// An assessment of one or several models as `report.html`. The same assessment gives the same page.
public final class EvaluationPage {
    private static final String HOME = "/mien/lab/report/evaluation/";
    private static final List<String> SCRIPTS = List.of(HOME + "models.js", HOME + "wall.js", HOME + "curves.js");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Assessment assessment;
    private final PictureSource source;
    private final EvidenceMaps maps;

    private EvaluationPage(Assessment assessment, PictureSource source, EvidenceMaps maps) {
        this.assessment = assessment;
        this.source = source;
        this.maps = maps;
    }

    /// @param source of the pictures that were scored; one that cannot be read is shown as an empty frame
    /// @param maps explain the answers to the first pictures of each list of mistakes; [EvidenceMaps#NONE] if
    ///     nothing does
    /// @throws IOException if the file cannot be written
    public static void write(Assessment assessment, PictureSource source, EvidenceMaps maps, Path file)
            throws IOException {
        new EvaluationPage(assessment, source, maps).page().write(file);
    }

    private Page page() {
        return new Page("Evaluation", title(), lead(), sections(), data(), SCRIPTS);
    }

    private String title() {
        return assessment.models().stream()
                        .map(model -> name(model.facts().name()))
                        .collect(Collectors.joining(", "))
                + " on " + assessment.setting().data();
    }

    /// A model file without its folder.
    private static String name(String model) {
        return model.substring(1 + Math.max(model.lastIndexOf('/'), model.lastIndexOf('\\')));
    }

    private String lead() {
        var setting = assessment.setting().toString();
        return String.format(
                Locale.ROOT,
                "%,d pictures of %d labels (%s). Truth: %s.%s",
                assessment.samples().size(),
                assessment.labels().size(),
                setting.substring(assessment.setting().data().length() + 2),
                assessment.setting().truth(),
                assessment.setting().splitting().isEmpty()
                        ? ""
                        : " Split as in the training: " + assessment.setting().splitting() + ".");
    }

    private boolean any(Predicate<ModelAssessment> has) {
        return assessment.models().stream().anyMatch(has);
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        sections.add(new Section(
                "figures",
                "Figures",
                "How often the answers are right. Other pictures of the same kind would give other figures: in 95 of 100"
                        + " cases within the interval."));
        if (assessment.models().size() > 1) {
            sections.add(new Section(
                    "models", "Models side by side", "On the same pictures, so that small differences show."));
        }
        sections.add(new Section(
                "confusion",
                "Confusion",
                "What is taken for what. Each number opens its pictures, those that the model is surest of first."));
        sections.add(new Section(
                "classes",
                "Each class",
                "Precision: how often the model is right when it says so. Recall: how many of them it finds. F1: both in"
                        + " one. With 95 % intervals."));
        if (any(model -> model.facts().kind().hasProbabilities())) {
            sections.add(new Section(
                    "ranking",
                    "Ranking",
                    "Whether the right label is among the first, and how well one threshold separates a class from the"
                            + " rest."));
        }
        if (any(model -> model.calibration() != null)) {
            sections.add(new Section(
                    "calibration",
                    "Calibration",
                    "Whether the model is right as often as it says, and what it gains by keeping silent when in"
                            + " doubt."));
        }
        sections.add(new Section(
                "mistakes",
                "Worth a look",
                "Below each picture the label that it has, and the model's answer. Some of these labels are wrong."));
        sections.addAll(circumstances());
        return sections;
    }

    private List<Section> circumstances() {
        var sections = new ArrayList<Section>();
        if (any(model -> !model.circumstances().robustness().isEmpty())) {
            sections.add(new Section(
                    "robustness",
                    "Robustness",
                    "The same pictures with a part of the face hidden, or taken by a poor camera: which part each emotion"
                            + " needs."));
        }
        if (any(model -> model.circumstances().groups() != null)) {
            sections.add(new Section(
                    "groups",
                    "Groups",
                    "Whether the model is as good for some as for others, by a column of the data."));
        }
        if (any(model -> model.circumstances().course() != null)) {
            sections.add(new Section(
                    "course", "Training", "Training against test: whether the model learned its pictures by heart."));
        }
        return sections;
    }

    private ObjectNode data() {
        var data = JSON.createObjectNode();
        new LabelNumbers(assessment.labels()).into(data);
        var figures = data.putArray("figures");
        for (var figure : Figure.values()) {
            figures.addObject()
                    .put("key", figure.name())
                    .put("title", figure.title())
                    .put("share", figure.isShare())
                    .put("loss", figure.isLoss());
        }
        assessment.notes().forEach(data.putArray("notes")::add);
        var shown = new ShownPictures(assessment);
        var models = data.putArray("models");
        for (var model : assessment.models()) {
            var json = models.addObject();
            new ModelData(model, shown).into(json);
            json.put("name", name(model.facts().name()));
        }
        var comparisons = data.putArray("comparisons");
        assessment.comparisons().forEach(comparison -> write(comparisons.addObject(), comparison, shown));
        var robustness = assessment.models().stream()
                .map(model -> model.circumstances().robustness())
                .filter(masked -> !masked.isEmpty())
                .findFirst();
        robustness.ifPresent(masked -> new MaskedExamples(assessment, source).into(data, masked));
        data.put("first", EvidenceData.FIRST);
        data.put("explained", EvidenceData.into(data, assessment, shown, maps));
        shown.into(data, source);
        return data;
    }

    private static void write(ObjectNode json, Comparison comparison, ShownPictures shown) {
        var test = comparison.test();
        json.put("first", comparison.first()).put("second", comparison.second());
        json.put("onlyFirst", test.onlyFirst()).put("onlySecond", test.onlySecond());
        json.put("exact", test.exact()).put("p", test.p());
        var differences = json.putArray("differences");
        for (var figure : Figure.values()) {
            var difference = comparison.differences().getOrDefault(figure, Estimate.UNDEFINED);
            Written.estimate(differences.addObject(), "value", difference);
        }
        var apart = comparison.disagreements();
        var lists = json.putArray("pictures");
        shown.add(lists.addArray(), apart.onlyFirst());
        shown.add(lists.addArray(), apart.onlySecond());
        shown.add(lists.addArray(), apart.neither());
        json.put("neither", apart.neither().size());
    }
}
