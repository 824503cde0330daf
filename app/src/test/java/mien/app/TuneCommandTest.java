package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.lab.training.RecipeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TuneCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void dataNetworkAndSpace() throws IOException {
        TinySearch.write(folder);
    }

    private int tune(String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var line = new CommandLine(new Main()).addSubcommand("tune", new TuneCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        var args = new ArrayList<>(TinySearch.command(folder));
        args.addAll(List.of(more));
        if (!args.contains("--epochs")) {
            args.addAll(List.of("--epochs", "2"));
        }
        return Main.execute(line, args.toArray(String[]::new));
    }

    @Test
    void aSearchLeavesTablesPageWorkbookAndTheBestRecipe() throws IOException {
        int code = tune("--trials", "2", "--sampler", "random");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("trial 1: \\{optimizer.learningRate=\\S+, network.width=[46]}"))
                .anyMatch(line -> line.matches("trial 2: finished, score \\d\\.\\d{4}, 2 epochs, \\d+ s"))
                .anyMatch(line -> line.matches("best: trial [12], score \\d\\.\\d{4}, \\{.*}"))
                .last()
                .isEqualTo("2 trials in " + folder.resolve("search")
                        + ": report.html, trials.xlsx, trials.csv, epochs.csv, best.yaml");
        for (var file : List.of("study.jsonl", "report.html", "trials.xlsx", "epochs.csv")) {
            assertThat(folder.resolve("search").resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(folder.resolve("search/trials.csv"))).hasSize(3);
        var best = RecipeFile.parse("best", Files.readString(folder.resolve("search/best.yaml")));
        assertThat(best.pace().epochs()).isEqualTo(2);
    }

    @Test
    void moreTrialsGoFurtherAndAnotherSearchIsRefused() throws IOException {
        tune("--trials", "1");
        var first = Files.readAllLines(folder.resolve("search/study.jsonl"));

        assertThat(tune("--trials", "2")).isZero();
        assertThat(Files.readAllLines(folder.resolve("search/study.jsonl"))).startsWith(first.toArray(new String[0]));
        assertThat(out.toString()).contains("trial 2: ").doesNotContain("trial 1: {");

        assertThat(tune("--trials", "2", "--seed", "9")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("mien: " + folder.resolve("search") + ": another search is there, whose seed"
                        + " differs; repeat its command to go on with it, or choose another folder with --out");
    }

    @Test
    void aReportThatCannotBeReplacedDoesNotEndTheSearch() throws IOException {
        Files.createDirectories(folder.resolve("search/trials.xlsx/taken"));

        assertThat(tune("--trials", "1")).isZero();
        assertThat(out.toString()).contains("the report could not be written, the search goes on: ", "1 trials in ");
        assertThat(folder.resolve("search/trials.csv")).isNotEmptyFile();
    }

    @Test
    void wrongValuesAreWrongUsageAndWrongSpacesASentence() throws IOException {
        assertThat(tune("--trials", "0")).isEqualTo(2);
        assertThat(err.toString()).startsWith("mien: --trials must be at least 1, got 0");
        assertThat(tune("--sampler", "grid")).isEqualTo(2);
        assertThat(tune("--epochs", "0")).isEqualTo(2);

        Files.writeString(folder.resolve("space.yaml"), "optimizer.learningRate: {from: 1, to: 0.1}\n");
        assertThat(tune()).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("mien: " + folder.resolve("space.yaml") + ": optimizer.learningRate: 'from'"
                        + " must be below 'to', both finite, got 1.0 and 0.1");
    }
}
