package mien.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mien.lab.dataset.DataSource;
import mien.lab.file.WholeFile;
import mien.lab.pack.Comparison;
import mien.lab.pack.Integers;
import mien.lab.pack.Packing;
import mien.lab.pack.RangeRule;
import mien.lab.pack.Storage;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mien pack`: one smaller, better or faster file of trained models.
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = "Makes one file of trained models: smaller weights, averages of several models, mirrored views.",
        footer = {
            "",
            "Several models must see and answer the same; their probabilities are averaged. Calibrate such an average"
                    + " afterwards: it is less sure of itself than its parts.",
            "",
            "Examples:",
            "  mien pack fer.onnx --weights fp16 --out fer-small.onnx",
            "  mien pack fer.onnx --int8 fer2013.zip --out fer-int8.onnx",
            "  mien pack a.onnx b.onnx c.onnx --flip --weights fp16 --out best.onnx"
        })
public final class PackCommand implements Callable<Integer> {

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "Model files (.onnx), or names of shipped models.")
    private List<String> models = List.of();

    @Option(
            names = "--shares",
            paramLabel = "X,X,...",
            split = ",",
            description = "How much each model's answers count, in their order. Default: all alike.")
    private List<Double> shares = List.of();

    @Option(
            names = "--flip",
            description = "Look at each picture and its mirror image, and average; takes twice the time.")
    private boolean flip;

    @Option(
            names = "--weights",
            paramLabel = "FORM",
            description = "How weights are kept: fp32, fp16 (half the file, same answers to 0.001), int8 (a quarter)."
                    + " The arithmetic stays fp32. Default: fp32.")
    private Storage weights = Storage.FP32;

    @Option(
            names = "--int8",
            paramLabel = "DATA",
            description = "Calculate in int8, with ranges learned from this data's training pictures. Faster on most"
                    + " processors of today; the command measures that on this one.")
    private @Nullable Path int8;

    @Option(
            names = "--ranges",
            paramLabel = "RULE",
            description = "How int8 ranges are chosen: min-max, percentile or least-error. Default: percentile.")
    private RangeRule ranges = RangeRule.PERCENTILE;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            description = "How many pictures int8 ranges are learned from. Default: ${DEFAULT-VALUE}.",
            defaultValue = "512")
    private int pictures;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the choice of these pictures. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call the model. Default: the name of the file to write.")
    private @Nullable String name;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to write.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (pictures < 1) {
            throw dialogue.wrong("--pictures must be at least 1, got " + pictures);
        }
        var files = models.stream().map(ModelFile::named).toList();
        var plain = Packing.of(name == null ? nameOf(out) : name, files);
        var packing = (shares.isEmpty() ? plain : plain.withShares(shares))
                .withMirrored(flip)
                .withWeights(weights);
        if (int8 == null) {
            write(packing.toBytes());
        } else {
            inIntegers(packing, int8);
        }
        if (files.size() > 1 || flip) {
            dialogue.say("calibrate it now, on pictures that no model was trained on: mien calibrate " + out
                    + " DATA --out " + out);
        }
        return 0;
    }

    private void inIntegers(Packing packing, Path data) throws IOException {
        var input = packing.models().getFirst().contract().input();
        try (var dataset = new DataSource(data).open()) {
            var learned = Integers.from(dataset, input, ranges, pictures, seed);
            var others = Integers.others(dataset, input, pictures, seed);
            var before = packing.toBytes(); // now, as --out may replace the model that it is made of
            var made = packing.withIntegers(learned).toBytes();
            write(made);
            var shown = others.isEmpty() ? learned.pictures() : others;
            var compared = Comparison.of(ModelFile.of("fp32", before), ModelFile.of(out.toString(), made), shown);
            var which =
                    shown.size() + (others.isEmpty() ? " pictures, the same that it learned from," : " other pictures");
            tell(compared, which);
        }
    }

    private void tell(Comparison compared, String pictures) {
        dialogue.say(String.format(
                Locale.ROOT,
                "int8: %.1f %% of %s get the same answer; %.2f ms a face on one thread, fp32 takes %.2f ms",
                100 * compared.agreement(),
                pictures,
                compared.after(),
                compared.before()));
        if (compared.after() >= compared.before()) {
            dialogue.say("int8 is not faster on this machine: use it for its size only, or not at all");
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?i)\\.onnx$", "");
    }

    private void write(byte[] bytes) throws IOException {
        WholeFile.write(out, bytes);
        dialogue.say(String.format(Locale.ROOT, "%s: %.1f MB", out, bytes.length / 1e6));
    }
}
