package mien.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mien.lab.tune.Trial.Epoch;
import mien.lab.tune.Trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
    private static final Space SPACE = SpaceFile.parse("space.yaml", "x: {from: 0, to: 1}\nkind: [a, b]\n");
    private static final Sampler SAMPLER = new Sampler.Uniform();

    @TempDir
    private Path folder;

    private Study open() throws IOException {
        return Study.open(folder, SPACE, Map.of("network", "mien-xs"), 7);
    }

    @Test
    void trialsAreRecordedWithEpochsAndVerdict() throws IOException {
        var study = open();
        try (var claim = study.claim(2, SAMPLER).orElseThrow()) {
            study.report(claim, new Epoch(1, 0.5, Map.of("f1", 0.4), 2), Asha.NONE);
            study.report(claim, new Epoch(2, Double.NaN, Map.of(), 3), Asha.NONE);
            study.end(claim, Verdict.FAILED, "diverged");
            var expected = claim.trial()
                    .with(new Epoch(1, 0.5, Map.of("f1", 0.4), 2))
                    .with(new Epoch(2, Double.NaN, Map.of(), 3))
                    .ended(Verdict.FAILED, "diverged");

            assertThat(open().trials()).containsExactly(expected);
        }
    }

    @Test
    void aTrialThatLostItsProcessIsTakenUpAgainBeforeAnyNewOne() throws IOException {
        var first = open();
        var claim = first.claim(5, SAMPLER).orElseThrow();
        try (var other = open().claim(5, SAMPLER).orElseThrow()) {
            assertThat(other.trial().number()).isEqualTo(2);
        }
        claim.close(); // as the system does when a process dies

        try (var again = open().claim(5, SAMPLER).orElseThrow()) {
            assertThat(again.trial()).isEqualTo(claim.trial());
        }
    }

    @Test
    void aLineThatAKilledProcessLeftUnfinishedIsCutOff() throws IOException {
        var study = open();
        var claim = study.claim(1, SAMPLER).orElseThrow();
        var file = folder.resolve("study.jsonl");
        var whole = Files.readString(file);
        Files.writeString(file, "{\"event\":\"ended\",\"tri\u00e4", StandardOpenOption.APPEND);

        assertThat(study.trials()).containsExactly(claim.trial());
        assertThat(file).hasContent(whole);
        claim.close();
    }

    @Test
    void twoAtOnceShareTheTrialsWithoutDoingAnyTwice() throws Exception {
        Callable<Integer> worker = () -> {
            var study = open();
            int done = 0;
            for (var claim = study.claim(40, SAMPLER); claim.isPresent(); claim = study.claim(40, SAMPLER)) {
                try (var mine = claim.get()) {
                    study.report(mine, new Epoch(1, 0.1, Map.of(), 1), Asha.NONE);
                    study.end(mine, Verdict.FINISHED, "");
                    done++;
                }
            }
            return done;
        };
        try (var threads = Executors.newFixedThreadPool(2)) {
            int done = 0;
            for (var result : threads.invokeAll(List.of(worker, worker))) {
                done += result.get();
            }
            assertThat(done).isEqualTo(40);
        }
        assertThat(open().trials()).hasSize(40).allMatch(t -> t.verdict() == Verdict.FINISHED);
    }

    @Test
    void anotherSearchInTheSameFolderIsRefused() throws IOException {
        open();

        assertThatThrownBy(() -> Study.open(folder, SPACE, Map.of("network", "mien-m"), 7))
                .isInstanceOf(TuneException.class)
                .hasMessage(
                        folder + ": another search is there, whose network differs; repeat its command to go on with"
                                + " it, or choose another folder with --out");
    }

    @Test
    void aSearchOfAnOlderVersionThatWroteLessAboutItselfGoesOn() throws IOException {
        open().claim(1, SAMPLER).orElseThrow().close();

        var newer = Study.open(folder, SPACE, Map.of("network", "mien-xs", "precision", "fp32"), 7);

        assertThat(newer.trials()).hasSize(1);
    }

    @Test
    void aSpaceThatCannotBeUsedIsRefusedInASentence() {
        assertThatThrownBy(() -> SpaceFile.parse("s.yaml", "lr: {from: 0, to: 1, scale: log}"))
                .hasMessage("s.yaml: lr: a log scale needs 'from' above 0, got 0.0");
        assertThatThrownBy(() -> SpaceFile.parse("s.yaml", "lr: {from: 0, upto: 1}"))
                .hasMessage("s.yaml: lr: 'upto' is unknown here; known are from, scale, to, whole");
        assertThatThrownBy(() -> SpaceFile.parse("s.yaml", "lr: 3"))
                .hasMessage("s.yaml: lr: a list of values or {from: .., to: ..} is needed, got 3");
    }
}
