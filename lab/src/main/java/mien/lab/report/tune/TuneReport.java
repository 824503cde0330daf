package mien.lab.report.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import mien.lab.training.RecipeFile;
import mien.lab.tune.Overrides;
import mien.lab.tune.Ranking;
import mien.lab.tune.Trial;
import mien.lab.tune.TrialTables;
import mien.lab.tune.Tuning;

/// All that people read of a search: tables, page, workbook and the best recipe.
public final class TuneReport {
    private TuneReport() {}

    /// Writes `trials.csv`, `epochs.csv`, `report.html` and `best.yaml` into the folder of the search, in place of
    /// older ones.
    public static void write(Tuning.Plan plan, List<Trial> trials) throws IOException {
        var folder = plan.folder();
        var data = plan.base().lessons().data().path().toAbsolutePath().getFileName();
        TrialTables.write(plan.space(), trials, folder);
        TunePage.write(String.valueOf(data), plan.space(), trials, folder.resolve("report.html"));
        var best = Ranking.best(trials);
        if (best.isPresent()) {
            var found = Overrides.recipe(plan.base().recipe(), best.get().values());
            Files.writeString(folder.resolve("best.yaml"), RecipeFile.toYaml(found));
        }
    }

    /// Writes the same, and `trials.xlsx`, which takes a second.
    public static void writeAll(Tuning.Plan plan, List<Trial> trials) throws IOException {
        write(plan, trials);
        TrialWorkbook.write(plan.space(), trials, plan.folder().resolve("trials.xlsx"));
    }
}
