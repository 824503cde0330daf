package mien.lab.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.MaskedEvaluation;
import mien.lab.metrics.ModelEvaluation;
import mien.lab.occlusion.EyeFinder.Basis;

/// A [MaskedEvaluation] for people, for programs, and as files: of one kind the usual report, of several a table.
public final class MaskReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MaskReport() {}

    /// Of one kind, its [EvaluationReport] and the figures without the mask; of several, a line for each. Ends in a
    /// line feed.
    public static String text(MaskedEvaluation result) {
        return result.masked().size() == 1 ? one(result) : table(result);
    }

    private static String one(MaskedEvaluation result) {
        var plain = result.plain().evaluation();
        return EvaluationReport.text(result.masked().getFirst())
                + String.format(
                        Locale.ROOT,
                        "%s\nWithout the mask: accuracy %.4f, macro-F1 %.4f\n",
                        placed(result),
                        plain.accuracy(),
                        plain.macroF1());
    }

    private static String table(MaskedEvaluation result) {
        var plain = result.plain();
        var text = new StringBuilder();
        text.append(plain.subject()).append('\n');
        text.append("truth: ").append(plain.subject().truth()).append('\n');
        plain.leftOut().sentences().forEach(sentence -> text.append(sentence).append('\n'));
        text.append(placed(result));
        text.append(String.format(
                Locale.ROOT, "%n%-18s %9s %9s %9s %9s%n%n", "mask", "accuracy", "change", "macro-F1", "change"));
        text.append(String.format(
                Locale.ROOT,
                "%-18s %9.4f %9s %9.4f%n",
                "none",
                plain.evaluation().accuracy(),
                "",
                plain.evaluation().macroF1()));
        for (var masked : result.masked()) {
            text.append(row(String.valueOf(masked.subject().mask()), masked.evaluation(), plain.evaluation()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%,d pictures each, seed %d%n",
                plain.evaluation().n(),
                result.seed()));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String row(String mask, Evaluation e, Evaluation plain) {
        return String.format(
                Locale.ROOT,
                "%-18s %9.4f %+9.4f %9.4f %+9.4f%n",
                mask,
                e.accuracy(),
                e.accuracy() - plain.accuracy(),
                e.macroF1(),
                e.macroF1() - plain.macroF1());
    }

    private static String placed(MaskedEvaluation result) {
        var counts = result.placed();
        return counts.values().stream().allMatch(n -> n == 0)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Masks placed by the eyes in %,d pictures, by the face's box in %,d, by the usual proportions"
                                + " in %,d.\n",
                        counts.get(Basis.EYES),
                        counts.get(Basis.FACE),
                        counts.get(Basis.USUAL));
    }

    /// Of one kind, the JSON of [EvaluationReport] with `mask` and the figures `unmasked`; of several, such an object
    /// for each under `masks`, and `unmasked`. Ends in a line feed.
    public static String json(MaskedEvaluation result) {
        var json = result.masked().size() == 1
                ? EvaluationReport.tree(result.masked().getFirst())
                : JSON.createObjectNode();
        json.put("maskSeed", result.seed());
        var placed = json.putObject("placed");
        for (var basis : Basis.values()) {
            placed.put(basis.name().toLowerCase(Locale.ROOT), result.placed().get(basis));
        }
        if (result.masked().size() == 1) {
            EvaluationReport.figures(json.putObject("unmasked"), result.plain().evaluation());
            return EvaluationReport.pretty(json);
        }
        json.set("unmasked", EvaluationReport.tree(result.plain()));
        var masks = json.putObject("masks");
        for (var masked : result.masked()) {
            masks.set(String.valueOf(masked.subject().mask()), EvaluationReport.tree(masked));
        }
        return EvaluationReport.pretty(json);
    }

    /// Writes `evaluation.json`, `evaluation.txt` and `confusion.png` into a folder, which is made if need be: of the
    /// masked pictures if there is one kind; of the plain ones if there are several, which get `masks.json` and
    /// `masks.txt`.
    ///
    /// @return a sentence why `confusion.png` is missing, if it could not be drawn
    public static Optional<String> write(MaskedEvaluation result, Path folder) throws IOException {
        boolean one = result.masked().size() == 1;
        ModelEvaluation shown = one ? result.masked().getFirst() : result.plain();
        var missing = EvaluationReport.write(shown, folder);
        var name = one ? "evaluation" : "masks";
        Files.writeString(folder.resolve(name + ".json"), json(result));
        Files.writeString(folder.resolve(name + ".txt"), text(result));
        return missing;
    }
}
