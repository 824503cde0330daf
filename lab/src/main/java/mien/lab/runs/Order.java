package mien.lab.runs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mien.error.MienException;
import mien.lab.TrainingRequest;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.TrainingRequest.Options;
import mien.lab.dataset.DataSource;
import mien.lab.network.Architecture;
import mien.lab.torch.Precision;
import mien.lab.training.RecipeMistakes;
import org.jspecify.annotations.Nullable;

/// A training as a form asks for it: texts, as they were typed.
///
/// @param name of the model
/// @param data labelled pictures
/// @param network one that is built in
/// @param seed a whole number
/// @param precision `auto`, `fp32` or `bf16`
/// @param recipe values by path; those that are not given are as in the default recipe
public record Order(String name, Data data, String network, String seed, String precision, Map<String, String> recipe) {
    private static final String NAMES = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}";

    public Order {
        recipe = Map.copyOf(recipe);
    }

    /// @param id path below the folder of all
    /// @param corrected whether the corrections beside it are applied: `faces.corrections.csv` for `faces`
    public record Data(String id, boolean corrected) {

        /// The corrections beside some data, which need not be there.
        static Path corrections(Path data) {
            return data.resolveSibling(data.getFileName() + ".corrections.csv");
        }
    }

    /// Where new models go, below the folder of all.
    static Path models(Path root) {
        return root.resolve("runs");
    }

    /// @throws OrderException that says of each field what is wrong with it
    TrainingRequest check(Folder folder) {
        var mistakes = new LinkedHashMap<String, String>();
        checkName(folder.root()).ifWrong("name", mistakes);
        var source = source(folder);
        (source == null
                        ? Verdict.wrong(
                                "there are no labelled pictures at '" + data.id() + "'; choose some from the list")
                        : checkData(folder.root(), source))
                .ifWrong("data", mistakes);
        checkNetwork().ifWrong("network", mistakes);
        checkSeed().ifWrong("seed", mistakes);
        checkPrecision().ifWrong("precision", mistakes);
        mistakes.putAll(RecipeMistakes.of(recipe));
        if (!mistakes.isEmpty() || source == null) {
            throw new OrderException(mistakes);
        }
        var options = Options.DEFAULT
                .withSeed(Long.parseLong(seed.strip()))
                .withPrecision(Precision.valueOf(precision.toUpperCase(Locale.ROOT)));
        return new TrainingRequest(
                new Lessons(source),
                network,
                RecipeMistakes.read(recipe),
                models(folder.root()).resolve(name.strip() + ".onnx"),
                options);
    }

    private @Nullable DataSource source(Folder folder) {
        var path = folder.inside(data.id());
        return path == null ? null : new DataSource(path, data.corrected() ? Data.corrections(path) : null);
    }

    /// @param problem null if there is none
    private record Verdict(@Nullable String problem) {
        static final Verdict RIGHT = new Verdict(null);

        static Verdict wrong(String problem) {
            return new Verdict(problem);
        }

        void ifWrong(String field, Map<String, String> mistakes) {
            if (problem != null) {
                mistakes.put(field, problem);
            }
        }
    }

    private Verdict checkName(Path root) {
        var stripped = name.strip();
        if (!stripped.matches(NAMES)) {
            return Verdict.wrong(
                    stripped.isEmpty()
                            ? "the model needs a name"
                            : "a name has letters, digits, spaces, dots, dashes and underscores, begins with a letter or a"
                                    + " digit, and has 64 at most");
        }
        if (stripped.toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            return Verdict.wrong("give the name without .onnx");
        }
        var model = models(root).resolve(stripped + ".onnx").toFile();
        return model.exists() || TrainingRequest.folder(model.toPath()).toFile().exists()
                ? Verdict.wrong("there is a training of the name '" + stripped + "' already; choose another name")
                : Verdict.RIGHT;
    }

    private static Verdict checkData(Path root, DataSource source) {
        try (var _ = source.open()) {
            return Verdict.RIGHT;
        } catch (MienException e) {
            return Verdict.wrong(String.valueOf(e.getMessage()).replace(root + "/", ""));
        }
    }

    private Verdict checkNetwork() {
        return Architecture.named(network).isPresent()
                ? Verdict.RIGHT
                : Verdict.wrong("there is no built-in network '" + network + "'; choose from "
                        + String.join(", ", Architecture.titles()));
    }

    private Verdict checkSeed() {
        try {
            Long.parseLong(seed.strip());
            return Verdict.RIGHT;
        } catch (NumberFormatException _) {
            return Verdict.wrong("the seed must be a whole number, got '" + seed + "'");
        }
    }

    private Verdict checkPrecision() {
        return precisions().contains(precision)
                ? Verdict.RIGHT
                : Verdict.wrong("the precision must be one of " + String.join(", ", precisions()) + ", got '"
                        + precision + "'");
    }

    /// What there is to choose from.
    public static List<String> precisions() {
        return Arrays.stream(Precision.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableList());
    }
}
