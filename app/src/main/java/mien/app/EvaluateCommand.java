package mien.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.lab.metrics.Evaluator;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.lab.report.EvaluationReport;
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
            var result =
                    Evaluator.evaluate(ScoredModel.of(model, classifier), dataset, part, Optional.ofNullable(head));
            var printed = switch (format) {
                case TEXT -> EvaluationReport.text(result);
                case JSON -> EvaluationReport.json(result);
            };
            line.getOut().print(printed);
            line.getOut().flush();
            if (out != null) {
                EvaluationReport.write(result, out)
                        .ifPresent(warning -> line.getErr().println("mien: " + warning));
            }
        }
        return 0;
    }
}
