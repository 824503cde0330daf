package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mien.lab.pack.Packing;
import mien.lab.pack.Storage;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            "  mien pack a.onnx b.onnx c.onnx --flip --weights fp16 --out best.onnx"
        })
public final class PackCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            arity = "1..*",
            description = "Model files (.onnx), or names of shipped models.")
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
            names = "--name",
            paramLabel = "NAME",
            description = "What to call the model. Default: the name of the file to write.")
    private @Nullable String name;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to write.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() throws IOException {
        var files = models.stream().map(ModelFile::named).toList();
        var plain = Packing.of(name == null ? nameOf(out) : name, files);
        var packing = (shares.isEmpty() ? plain : plain.withShares(shares))
                .withMirrored(flip)
                .withWeights(weights);
        write(packing.toBytes());
        if (files.size() > 1 || flip) {
            say("calibrate it now, on pictures that no model was trained on: mien calibrate " + out + " DATA --out "
                    + out);
        }
        return 0;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?i)\\.onnx$", "");
    }

    private void write(byte[] bytes) throws IOException {
        var target = out.toAbsolutePath();
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        Files.write(partial, bytes);
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        say(String.format(Locale.ROOT, "%s: %.1f MB", out, bytes.length / 1e6));
    }

    private void say(String line) {
        var output = spec.commandLine().getOut();
        output.println(line);
        output.flush();
    }
}
