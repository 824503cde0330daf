package mien.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.lab.metrics.Evaluator;
import mien.lab.metrics.MaskedEvaluation;
import mien.lab.metrics.Masking;
import mien.lab.metrics.ModelEvaluation;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.lab.occlusion.Occlusion;
import mien.lab.report.EvaluationReport;
import mien.lab.report.MaskReport;
import mien.model.Engine;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mien evaluate`: how good a model file is on labelled pictures.
@Command(name = "evaluate", description = "Scores a model file on labelled pictures.", mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {

    enum Format {
        TEXT,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model file (.onnx) or the name of a shipped model.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String model;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LabelledData data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "train, validation (public_test), test (private_test) or all."
                    + " Default: test if there is one, else validation, else all.")
    private @Nullable String split;

    @Option(
            names = "--labels",
            paramLabel = "HEAD",
            description = "Which of the model's answers to score, for example ferplus8."
                    + " Default: the one that fits the labels of the data best.")
    private @Nullable String head;

    @Option(
            names = "--mask",
            paramLabel = "KIND[,KIND...]",
            description = "Mask the pictures first: eyes, lower-half, glasses ...; of several kinds, or all, a table."
                    + " `mien masks` shows the kinds.")
    private @Nullable String mask;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the masks' tones, colours, places and noise. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private Format format = Format.TEXT;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write evaluation.json, evaluation.txt and confusion.png there, too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        var part = split == null ? Part.HELD_OUT : Part.named(split);
        var line = spec.commandLine();
        try (var classifier = ModelFile.named(model).open(Engine.DEFAULT);
                var dataset = data.open()) {
            var scored = ScoredModel.of(model, classifier);
            var report = mask == null
                    ? plain(Evaluator.evaluate(scored, dataset, part, Optional.ofNullable(head)))
                    : masked(Evaluator.masked(
                            scored, dataset, part, Optional.ofNullable(head), new Masking(Occlusion.list(mask), seed)));
            line.getOut().print(report.printed());
            line.getOut().flush();
            report.warning().ifPresent(warning -> line.getErr().println("mien: " + warning));
        }
        return 0;
    }

    /// @param warning about a file that could not be written
    private record Report(String printed, Optional<String> warning) {}

    private Report plain(ModelEvaluation result) throws IOException {
        var printed = switch (format) {
            case TEXT -> EvaluationReport.text(result);
            case JSON -> EvaluationReport.json(result);
        };
        return new Report(printed, out == null ? Optional.empty() : EvaluationReport.write(result, out));
    }

    private Report masked(MaskedEvaluation result) throws IOException {
        var printed = switch (format) {
            case TEXT -> MaskReport.text(result);
            case JSON -> MaskReport.json(result);
        };
        return new Report(printed, out == null ? Optional.empty() : MaskReport.write(result, out));
    }
}
