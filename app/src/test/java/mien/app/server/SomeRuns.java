package mien.app.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import mien.lab.RequestFile;
import mien.lab.TrainingRequest;
import mien.lab.TrainingRequest.Options;
import mien.lab.training.EpochRecord;
import mien.lab.training.EpochRecord.Pace;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.Recipes;
import mien.lab.training.Standing;
import mien.lab.training.Standing.Phase;
import mien.lab.training.Standing.Step;
import mien.lab.training.Worker;

/// Folders as trainings and evaluations leave them, with made-up figures.
final class SomeRuns {
    static final Worker GONE = new Worker(1, Instant.parse("2001-01-01T00:00:00Z"));
    private static final String REPORT = "<!doctype html><title>a report</title><p id=a>before</p>"
            + "<script>document.getElementById('a').textContent = 'its script ran, in ' + self.origin</script>";

    private SomeRuns() {}

    /// One that is over, one that was stopped, one that failed, one that goes on (in this process), and an evaluation.
    static void write(Path root) {
        try {
            run(root, "fer", Recipes.QUICK, GONE, Phase.FINISHED, "", 10);
            Files.write(root.resolve("runs/fer.onnx"), new byte[1_234_567]);
            var longer = Recipe.DEFAULT.withPace(new Recipe.Pace(40, 128));
            run(root, "fer-longer", longer, GONE, Phase.STOPPED, "", 22);
            Files.writeString(root.resolve("runs/fer-longer-training/checkpoint.safetensors"), "");
            run(root, "broken", Recipes.QUICK, GONE, Phase.FAILED, "faces: there is no picture with a label", 0);
            evaluation(root.resolve("runs/fer-evaluation"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void goingOn(Path root) throws IOException {
        run(root, "now", Recipe.DEFAULT.withPace(new Recipe.Pace(12, 64)), Worker.current(), Phase.TRAINING, "", 4);
    }

    private static void run(Path root, String name, Recipe recipe, Worker worker, Phase phase, String note, int epochs)
            throws IOException {
        var model = root.resolve("runs/" + name + ".onnx");
        var folder = Files.createDirectories(TrainingRequest.folder(model));
        RequestFile.write(new TrainingRequest(root.resolve("faces"), "mien-xs", recipe, model, Options.DEFAULT));
        var history = history(epochs, recipe);
        if (epochs > 0) {
            history.write(folder.resolve("history.csv"));
            Files.writeString(folder.resolve("report.html"), REPORT);
        }
        var step = new Step(epochs + 1, 57, 112, 1.33, 0.505, 850);
        var shown = phase == Phase.TRAINING ? Optional.of(step) : Optional.<Step>empty();
        new Standing(worker, phase, shown, note).write(folder.resolve(Standing.FILE));
        Files.writeString(folder.resolve("output.log"), "faces: folder per class, no split\n");
    }

    private static History history(int epochs, Recipe recipe) {
        var all = new ArrayList<EpochRecord>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double learned = 1 - Math.exp(-epoch / 5.0);
            double wave = 0.01 * Math.sin(epoch * 2.0);
            var figures = new LinkedHashMap<String, Double>();
            figures.put("fer7.accuracy", 0.3 + 0.42 * learned + wave);
            figures.put("fer7.macroF1", 0.2 + 0.48 * learned + wave);
            figures.put("fer7.recall.happy", 0.9);
            all.add(new EpochRecord(
                    epoch,
                    0.1 * (1 - epoch / (double) recipe.pace().epochs()),
                    new Score(1.9 - 0.9 * learned, 0.25 + 0.4 * learned),
                    new Score(1.8 - 0.9 * learned - wave, 0.3 + 0.42 * learned + wave),
                    figures,
                    new Pace(850, 41)));
        }
        return new History(all);
    }

    private static void evaluation(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("metrics.json"), """
                {"data": "faces", "split": "test", "n": 420, "models": [{"model": "/x/runs/fer.onnx", "head": "fer7",
                "accuracy_score": 0.712, "f1_score": 0.684,
                "intervals": {"accuracy_score": [0.667, 0.754], "f1_score": [0.634, 0.729]}}]}
                """);
        Files.writeString(folder.resolve("report.html"), REPORT);
    }
}
