package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mien.lab.dataset.Dataset;
import mien.lab.explain.Check;
import mien.lab.explain.Explainer;
import mien.lab.explain.Explainer.Settings;
import mien.lab.explain.Explainer.Subject;
import mien.lab.explain.ExplanationJson;
import mien.lab.explain.MeanMaps;
import mien.lab.explain.Method;

/// Writes what explanations say of a whole data set.
///
/// @param model what people call it
record DataExplanations(Path folder, String model, Subject subject, Method method, Settings settings) {
    private static final int SIDE = 240; // pixels of a face on a sheet
    private static final int SINGLE = 384; // and in a picture of its own

    /// Writes `average.png`, `LABEL.png` and `average.json`, and says in lines what they show.
    List<String> average(Dataset data, MeanMaps.Choice choice) throws IOException {
        makeFolder();
        try (var explainer = Explainer.of(method, subject, settings)) {
            var means = MeanMaps.of(subject, explainer, data, choice);
            var lines = new ArrayList<>(means.leftOut());
            for (var mean : means.means()) {
                var file = folder.resolve(mean.label().replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".png");
                Files.write(file, MeanMaps.mean(mean, SINGLE).png());
                lines.add(String.format(
                        Locale.ROOT,
                        "%s: mean of %d pictures, because of %s",
                        file,
                        mean.averaged(),
                        mean.shares().sentence(3)));
                mean.shares().warning().ifPresent(warning -> lines.add("  warning: " + warning));
            }
            var panel = folder.resolve("average.png");
            Files.write(panel, means.panel(method, SIDE).png());
            lines.add(panel + ": all " + means.means().size());
            var json = ExplanationJson.header(model, subject.head().name(), method, settings);
            Files.writeString(folder.resolve("average.json"), ExplanationJson.text(means.addTo(json, data.name())));
            return lines;
        }
    }

    /// Writes `check.json`, and says in lines what they show.
    List<String> check(Dataset data, Check.Choice choice) throws IOException {
        makeFolder();
        var check = Check.of(subject, method, settings, data, choice);
        var json = ExplanationJson.header(model, subject.head().name(), method, settings);
        Files.writeString(folder.resolve("check.json"), ExplanationJson.text(check.addTo(json, data.name())));
        return check.lines();
    }

    private void makeFolder() throws IOException {
        Outputs.checkFolder(folder, "--out", "the maps");
    }
}
