package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mien.OwnJava;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mien tune` in processes of its own, which are killed and share a search.
@Tag("slow")
class TuneProcessesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void dataNetworkAndSpace() throws IOException {
        TinySearch.write(folder);
    }

    private Process start(String... more) throws IOException {
        var arguments = new ArrayList<>(TinySearch.command(folder));
        arguments.addAll(List.of(more));
        return OwnJava.of(Main.class, arguments.toArray(String[]::new))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// What a process prints until it ends.
    private static List<String> lines(Process process) throws IOException, InterruptedException {
        try (var reader = process.inputReader()) {
            var lines = reader.readAllLines();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
            return lines;
        }
    }

    private List<String> study(String contains) throws IOException {
        return Files.readAllLines(folder.resolve("search/study.jsonl")).stream()
                .filter(line -> line.contains(contains))
                .toList();
    }

    @Test
    void aTrialWhoseProcessWasKilledIsTakenUpAgainAndTheSearchGoesOn() throws Exception {
        var victim = start("--trials", "2", "--epochs", "40");
        try (var reader = victim.inputReader()) {
            var line = reader.readLine();
            while (line != null && !line.startsWith("epoch 4/")) { // by then the third is on record
                line = reader.readLine();
            }
            victim.destroyForcibly().waitFor();
            assertThat(line).isNotNull();
        }
        var before = study("\"epoch\"");
        assertThat(before).hasSizeGreaterThanOrEqualTo(3);
        assertThat(study("\"ended\"")).isEmpty();
        assertThat(folder.resolve("search/trials.csv")).doesNotExist();

        var lines = lines(start("--trials", "2", "--epochs", "40"));

        assertThat(lines).filteredOn(line -> line.startsWith("epoch 1/")).hasSize(1); // of the second trial
        assertThat(study("\"begun\"")).hasSize(2);
        assertThat(study("\"ended\"")).hasSize(2);
        assertThat(Files.readAllLines(folder.resolve("search/study.jsonl"))).containsAll(before);
        assertThat(Files.readAllLines(folder.resolve("search/trials.csv")))
                .hasSize(3)
                .noneMatch(l -> l.contains("running"));
    }

    @Test
    void twoProcessesShareTheTrialsOfOneSearch() throws Exception {
        var options = new String[] {"--trials", "6", "--epochs", "15", "--no-early-stop"};
        var one = start(options);
        var two = start(options);
        var first = lines(one);
        var second = lines(two);

        assertThat(study("\"begun\"")).hasSize(6);
        assertThat(study("\"ended\"")).hasSize(6).allMatch(line -> line.contains("finished"));
        assertThat(first).anyMatch(line -> line.contains(": finished, "));
        assertThat(second).anyMatch(line -> line.contains(": finished, "));
        assertThat(Files.readAllLines(folder.resolve("search/trials.csv")))
                .hasSize(7)
                .noneMatch(l -> l.contains("running"));
    }
}
