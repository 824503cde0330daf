package mien.lab.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.evaluation.ModelFacts.Kind;
import mien.lab.metrics.EvaluationException;

/// An [Assessment] as files.
public final class AssessmentFiles {
    private static final double SURE = 0.9;

    private AssessmentFiles() {}

    /// Writes `metrics.json`, `evaluation.txt`, and for each model `predictions.csv` (from the second on
    /// `predictions-2.csv`) into a folder, which is made if need be.
    public static void write(Assessment assessment, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("metrics.json"), MetricsJson.of(assessment));
        Files.writeString(folder.resolve("evaluation.txt"), AssessmentText.of(assessment));
        for (int i = 0; i < assessment.models().size(); i++) {
            var name = i == 0 ? "predictions.csv" : "predictions-" + (i + 1) + ".csv";
            Files.writeString(folder.resolve(name), predictions(assessment, i));
        }
    }

    /// What a model said of each picture: `file`, `truth`, `label`, and a column for each label. `mien evaluate` reads
    /// it back as the answers of another tool.
    static String predictions(Assessment assessment, int model) throws IOException {
        var predictions = assessment.models().get(model).predictions();
        var labels = assessment.labels();
        var out = new StringWriter();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            csv.writeRecord(Stream.concat(Stream.of("file", "truth", "label"), labels.stream())
                    .toList());
            for (int i = 0; i < predictions.size(); i++) {
                int picture = i;
                var cells = new ArrayList<String>();
                cells.add(assessment.samples().get(i).file());
                cells.add(labels.get(predictions.truth()[i]));
                cells.add(labels.get(predictions.answer(i)));
                IntStream.range(0, labels.size())
                        .forEach(label -> cells.add(Float.toString(predictions.probability(picture, label))));
                csv.writeRecord(cells);
            }
        }
        return out.toString();
    }

    /// Corrections for a person to look at: pictures to which the first model gives another label and is at least 90 %
    /// sure of it, the surest first, after the corrections that the data has already.
    ///
    /// @throws EvaluationException if nobody knows how sure the first model is
    public static Corrections suggestions(Assessment assessment, Corrections given) {
        var first = assessment.models().getFirst().facts();
        checkSure(first.name(), first.kind());
        var predictions = assessment.models().getFirst().predictions();
        var known = given.lines().stream().map(Line::file).toList();
        var lines = new ArrayList<>(given.lines());
        IntStream.range(0, predictions.size())
                .filter(i -> predictions.answer(i) != predictions.truth()[i])
                .filter(i -> predictions.probability(i, predictions.answer(i)) >= SURE)
                .filter(i -> !known.contains(assessment.samples().get(i).file()))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -predictions.probability(i, predictions.answer(i))))
                .forEach(i -> lines.add(suggestion(assessment, i)));
        return new Corrections(List.copyOf(lines));
    }

    /// Whether [#suggestions] can be made by a model's answers.
    ///
    /// @throws EvaluationException if they are bare labels
    public static void checkSure(String model, Kind kind) {
        if (!kind.hasProbabilities()) {
            throw new EvaluationException(model + ": it gives labels without probabilities, so nobody knows where it is"
                    + " sure; name a model with probabilities first, or leave out --suggest");
        }
    }

    private static Line suggestion(Assessment assessment, int picture) {
        var model = assessment.models().getFirst();
        var labels = assessment.labels();
        int answer = model.predictions().answer(picture);
        int truth = assessment.truth(picture);
        var reason = String.format(
                Locale.ROOT,
                "%s is %.1f %% sure of %s and gives %s %.1f %%",
                model.facts().name(),
                100 * model.predictions().probability(picture, answer),
                labels.get(answer),
                labels.get(truth),
                100 * model.predictions().probability(picture, truth));
        return new Line(0, assessment.samples().get(picture).file(), Action.RELABEL, labels.get(answer), reason);
    }
}
