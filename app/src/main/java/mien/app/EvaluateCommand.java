package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.DataSource;
import mien.lab.dataset.Dataset;
import mien.lab.evaluation.Assessment;
import mien.lab.evaluation.AssessmentFiles;
import mien.lab.evaluation.AssessmentText;
import mien.lab.evaluation.Assessor;
import mien.lab.evaluation.Contestant;
import mien.lab.evaluation.MetricsJson;
import mien.lab.evaluation.Request;
import mien.lab.evaluation.Request.Conditions;
import mien.lab.metrics.Part;
import mien.lab.occlusion.Occlusion;
import mien.lab.report.ConfusionPlot;
import mien.lab.report.PlotException;
import mien.lab.report.evaluation.EvaluationPage;
import mien.lab.report.evaluation.HiddenPatches;
import mien.model.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mien evaluate`: how good models are on labelled pictures.
@Command(
        name = "evaluate",
        description = "Scores one or several models on the same labelled pictures.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A MODEL is a model file (.onnx), the name of a shipped model, any other ONNX file with a contract beside it"
                    + " (net.onnx and net.yaml), or a csv of another tool's answers (file, and label or a column for"
                    + " each label). docs/evaluate.md describes both.",
            "",
            "Examples:",
            "  mien evaluate default faces/ --split test --out report/",
            "  mien evaluate mine.onnx default other-tool.csv faces/",
            "  mien evaluate mine.onnx faces/ --train fer2013.zip --robustness --group-by age"
        })
public final class EvaluateCommand implements Callable<Integer> {

    enum Format {
        TEXT,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "2..*",
            paramLabel = "MODEL... DATA",
            hideParamSyntax = true,
            description = "Models, and last a folder, zip or csv of labelled pictures.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> modelsAndData;

    @Option(
            names = "--corrections",
            paramLabel = "FILE",
            description = "A csv of file,action,label,reason: pictures to drop or to relabel. The data stays as it is.")
    private @Nullable Path corrections;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "train, validation (public_test), test (private_test) or all."
                    + " Default: test if there is one, else validation, else all.")
    private @Nullable String split;

    @Option(
            names = "--labels",
            paramLabel = "HEAD",
            description = "Which of a model's answers to score, for example ferplus8."
                    + " Default: the one that fits the labels of the data best.")
    private @Nullable String head;

    @Option(
            names = "--train",
            paramLabel = "DATA",
            description = "Score once more without the exact and near copies of these training pictures."
                    + " May be the same data.")
    private @Nullable Path train;

    @Option(
            names = "--mask",
            paramLabel = "KIND[,KIND...]",
            description = "Mask the pictures first: eyes, lower-half, glasses ...; of several kinds, or all, a table."
                    + " `mien masks` shows the kinds.")
    private @Nullable String mask;

    @Option(names = "--robustness", description = "Score once more under every kind of mask: --mask all.")
    private boolean robustness;

    @Option(
            names = "--group-by",
            paramLabel = "COLUMN",
            description = "Score groups of pictures by a column of the data's csv, and tell the gap.")
    private @Nullable String groupBy;

    @Option(
            names = "--suggest",
            paramLabel = "FILE",
            description = "Write corrections for a person to look at: pictures of which the first model is at least"
                    + " 90 %% sure that they show something else.")
    private @Nullable Path suggest;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the intervals, and of the masks' tones, colours, places and noise."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private Format format = Format.TEXT;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write report.html, metrics.json, evaluation.txt, predictions.csv and confusion.png there, too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (robustness && mask != null) {
            throw new ParameterException(spec.commandLine(), "--robustness means --mask all; give one of the two");
        }
        checkOutputs();
        var request = Request.DEFAULT
                .withPart(split == null ? Part.HELD_OUT : Part.named(split))
                .withHead(head)
                .withConditions(conditions())
                .withSeed(seed);
        try (var data = new DataSource(Path.of(modelsAndData.getLast()), corrections).open()) {
            finish(train == null ? assess(data, request) : assess(data, train, request), data);
        }
        return 0;
    }

    private void checkOutputs() throws IOException {
        if (out != null) {
            Outputs.checkFolder(out, "--out", "the report");
        }
        if (suggest != null) {
            Outputs.checkSuggestions(suggest, Optional.ofNullable(corrections));
        }
    }

    private Conditions conditions() {
        var kinds = robustness ? Occlusion.list("all") : mask == null ? List.<Occlusion>of() : Occlusion.list(mask);
        return robustness || kinds.size() > 1
                ? new Conditions(null, kinds, groupBy)
                : new Conditions(kinds.isEmpty() ? null : kinds.getFirst(), List.of(), groupBy);
    }

    private Assessment assess(Dataset data, Path training, Request request) {
        try (var trainingData = new DataSource(training).open()) {
            return assess(data, request.withTrainingData(trainingData));
        }
    }

    private Assessment assess(Dataset data, Request request) {
        var contestants = new ArrayList<Contestant>();
        try {
            for (var name : modelsAndData.subList(0, modelsAndData.size() - 1)) {
                contestants.add(Contestant.open(name, Engine.DEFAULT, data.labels()));
            }
            if (suggest != null) {
                AssessmentFiles.checkSure(
                        contestants.getFirst().name(), contestants.getFirst().kind());
            }
            return Assessor.assess(contestants, data, request);
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    private void finish(Assessment assessment, Dataset data) throws IOException {
        var line = spec.commandLine();
        line.getOut()
                .print(
                        switch (format) {
                            case TEXT -> AssessmentText.of(assessment);
                            case JSON -> MetricsJson.of(assessment);
                        });
        line.getOut().flush();
        if (suggest != null) {
            suggest(assessment, suggest);
        }
        if (out != null) {
            AssessmentFiles.write(assessment, out);
            drawConfusion(assessment, out);
            try (var maps = new HiddenPatches(assessment, data.source(), line.getErr()::println)) {
                EvaluationPage.write(assessment, data.source(), maps, out.resolve("report.html"));
            }
        }
    }

    private void suggest(Assessment assessment, Path file) {
        var given = corrections == null ? Corrections.NONE : Corrections.read(corrections);
        var suggestions = AssessmentFiles.suggestions(assessment, given);
        suggestions.write(file);
        spec.commandLine()
                .getErr()
                .printf(
                        "%s: %,d corrections suggested; look at them before you use them%n",
                        file, suggestions.lines().size() - given.lines().size());
    }

    private void drawConfusion(Assessment assessment, Path folder) throws IOException {
        var first = assessment.models().getFirst();
        try {
            var title = first.facts().name() + " on " + assessment.setting();
            Files.write(
                    folder.resolve("confusion.png"),
                    ConfusionPlot.png(first.performance().confusion(), title));
        } catch (PlotException e) {
            spec.commandLine().getErr().println("mien: " + e.getMessage());
        }
    }
}
