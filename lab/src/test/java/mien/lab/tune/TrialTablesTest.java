package mien.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mien.lab.tune.Trial.Epoch;
import mien.lab.tune.Trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTablesTest {
    private static final Space SPACE = SpaceFile.parse("s", "rate: {from: 0, to: 1}\nnetwork: [a, 'b, \"c\"']\n");

    @TempDir
    private Path folder;

    @Test
    void everyTrialAndEveryEpochIsALine() throws IOException {
        var finished = new Trial(
                1,
                7,
                Map.of("rate", "0.25", "network", "b, \"c\""),
                List.of(
                        new Epoch(1, 0.5, Map.of("train.loss", 1.5), 2.04),
                        new Epoch(2, 0.625, Map.of("train.loss", 1.25, "fer7.macroF1", 0.4), 2)),
                Verdict.FINISHED,
                "");
        var failed = new Trial(2, 7, Map.of("rate", "1.0", "network", "a"), List.of(), Verdict.FAILED, "too hot");

        TrialTables.write(SPACE, List.of(finished, failed), folder);

        assertThat(Files.readString(folder.resolve("trials.csv"))).isEqualTo("""
                        trial,verdict,score,epochs,seconds,seed,rate,network,reason
                        1,finished,0.625,2,4.0,7,0.25,"b, ""c\""",
                        2,failed,,0,0.0,7,1.0,a,too hot
                        """);
        assertThat(Files.readString(folder.resolve("epochs.csv"))).isEqualTo("""
                        trial,epoch,score,seconds,train.loss,fer7.macroF1
                        1,1,0.5,2.0,1.5,
                        1,2,0.625,2.0,1.25,0.4
                        """);
    }

    @Test
    void aSearchThatHasNotBegunHasOnlyHeads() throws IOException {
        TrialTables.write(SPACE, List.of(), folder);

        assertThat(folder.resolve("trials.csv"))
                .hasContent("trial,verdict,score,epochs,seconds,seed,rate,network,reason");
        assertThat(folder.resolve("epochs.csv")).hasContent("trial,epoch,score,seconds");
    }
}
