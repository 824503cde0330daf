package mien.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mien.lab.calibration.Calibrator;
import mien.lab.dataset.Dataset;
import mien.lab.file.WholeFile;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Evaluator;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.model.Classifier;
import mien.model.Contract;
import mien.model.Engine;
import mien.model.Head;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mien calibrate`: makes a model as sure as it is right, on a user's own pictures.
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = "Fits how sure a model is to pictures that it was not trained on.",
        footer = {
            "",
            "Every answer of the model that fits the labels gets a temperature, so that 80 % sure means right in 80 of"
                    + " 100, and a threshold below which it says 'uncertain'. The weights stay as they are.",
            "",
            "Examples:",
            "  mien calibrate fer.onnx fer2013.zip --split validation --out fer-calibrated.onnx",
            "  mien calibrate default my-faces/ --target-error 0.1 --out mine.onnx"
        })
public final class CalibrateCommand implements Callable<Integer> {
    /// Figures that temperature and threshold change: `fer7.calibration.pictures`, `fer7.public_test.risk80`.
    private static final Pattern CALIBRATED = Pattern.compile("\\.calibration\\.|\\.(ece|coverage|risk\\d*)$");

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Parameters(paramLabel = "MODEL", description = "A model file (.onnx) or the name of a shipped model.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String model;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LabelledData data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "train, validation, test or all. Default: test if there is one, else validation, else all.")
    private @Nullable String split;

    @Option(
            names = "--target-error",
            paramLabel = "X",
            description = "Share of wrong answers to accept; less sure ones become 'uncertain'. Default: 0.2.")
    private double targetError = 0.2;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The calibrated model to write.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (!(targetError > 0 && targetError < 1)) {
            throw dialogue.wrong("--target-error must be above 0 and below 1, got " + targetError);
        }
        var part = split == null ? Part.HELD_OUT : Part.named(split);
        var file = ModelFile.named(model);
        try (var classifier = file.open(Engine.DEFAULT);
                var dataset = data.open()) {
            var heads = new ArrayList<Head>();
            var figures = new LinkedHashMap<String, Double>();
            for (var head : classifier.contract().heads()) {
                heads.add(calibrated(classifier, dataset, part, head, figures));
            }
            if (figures.isEmpty()) {
                throw new EvaluationException(dataset.name() + ": its labels fit none of the model's answers; give"
                        + " pictures with labels that the model knows (mien show " + model + ")");
            }
            write(file.with(calibrated(classifier.contract(), heads, figures)));
        }
        return 0;
    }

    /// With these figures instead of all that rest on earlier calibrations of the same heads.
    private static Contract calibrated(Contract contract, List<Head> heads, Map<String, Double> figures) {
        var all = new LinkedHashMap<>(contract.figures());
        var recalibrated = figures.keySet().stream().map(CalibrateCommand::head).collect(Collectors.toSet());
        all.keySet().removeIf(name -> CALIBRATED.matcher(name).find() && recalibrated.contains(head(name)));
        all.putAll(figures);
        return new Contract(
                contract.name(), contract.input(), heads, contract.architecture(), contract.training(), all);
    }

    /// Whose figure it is.
    private static String head(String figure) {
        return figure.substring(0, figure.indexOf('.'));
    }

    /// The head with new numbers, or as it was if the data's labels do not fit it.
    private Head calibrated(Classifier classifier, Dataset dataset, Part part, Head head, Map<String, Double> figures) {
        var scored = ScoredModel.of(model, classifier);
        if (!Evaluator.canCalibrate(dataset, head)) {
            dialogue.say(String.format(Locale.ROOT, "%s: left as it is, the data has no such labels", head.name()));
            return head;
        }
        var raw = Evaluator.predictions(scored, dataset, part, Head.of(head.name(), head.labels()));
        var result = Calibrator.calibrate(head, raw, targetError);
        tell(result, raw.size());
        var name = head.name() + ".calibration.";
        figures.put(name + "pictures", (double) raw.size());
        figures.put(name + "ece", result.after().ece());
        result.answered().ifPresent(point -> {
            figures.put(name + "coverage", point.coverage());
            figures.put(name + "risk", point.risk());
        });
        return result.head();
    }

    private void tell(Calibrator.Result result, int pictures) {
        dialogue.say(String.format(
                Locale.ROOT,
                "%s: temperature %.3f on %,d pictures; calibration error (ECE) %.3f before, %.3f after",
                result.head().name(),
                result.head().temperature(),
                pictures,
                result.before().ece(),
                result.after().ece()));
        result.answered()
                .ifPresentOrElse(
                        point -> dialogue.say(String.format(
                                Locale.ROOT,
                                "%s: uncertain below %.3f: %.1f %% of the pictures are answered, %.1f %% of them wrong",
                                result.head().name(),
                                result.head().threshold(),
                                100 * point.coverage(),
                                100 * point.risk())),
                        () -> dialogue.say(String.format(
                                Locale.ROOT,
                                "%s: even the surest answers are wrong more often than %.1f %%, so all are uncertain;"
                                        + " raise --target-error",
                                result.head().name(),
                                100 * targetError)));
    }

    private void write(byte[] bytes) throws IOException {
        WholeFile.write(out, bytes);
        dialogue.say(String.format(Locale.ROOT, "%s: %.1f MB", out, bytes.length / 1e6));
    }
}
