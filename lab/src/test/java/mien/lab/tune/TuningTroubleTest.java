package mien.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import mien.lab.BrightFaces;
import mien.lab.TrainingRequest;
import mien.lab.dataset.DataSource;
import mien.lab.dataset.DatasetException;
import mien.lab.torch.Precision;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.tune.Trial.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in the way of a search, or of a trial of it.
class TuningTroubleTest {
    @TempDir
    private Path folder;

    private SmallSearch search = new SmallSearch(Path.of("unset"));

    @BeforeEach
    void twoClassesAndANetworkWithAWidth() throws IOException {
        search = SmallSearch.in(folder);
    }

    @Test
    void otherCorrectionsNetworkOrPrecisionAreAnotherSearch() throws Exception {
        var other = BrightFaces.network(Files.createDirectories(folder.resolve("other")));
        var space = "network: [mien-xs, " + other + "]";
        var corrections = Files.writeString(folder.resolve("mine.csv"), "file,action,label\nhappy/0.png,drop,\n");
        var plain = new DataSource(search.data());
        new Tuning(search.plan(plain, Precision.FP32, space, 1, Asha.NONE), new SmallSearch.Seen(0));

        assertRefused(
                "corrections",
                search.plan(new DataSource(search.data(), corrections), Precision.FP32, space, 1, Asha.NONE));
        assertRefused("precision", search.plan(plain, Precision.BF16, space, 1, Asha.NONE));
        Files.writeString(other, "\n# changed\n", StandardOpenOption.APPEND);
        assertRefused("network file", search.plan(plain, Precision.FP32, space, 1, Asha.NONE));
    }

    private void assertRefused(String what, Tuning.Plan plan) {
        assertThatThrownBy(() -> new Tuning(plan, new SmallSearch.Seen(0)))
                .hasMessage(folder.resolve("search") + ": another search is there, whose " + what
                        + " differs; repeat its command to go on with it, or choose another folder with --out");
    }

    @Test
    void whatNoTrialCanBeTrainedWithEndsTheSearchAtTheFirst() throws IOException {
        var plan = search.plan("network.width: [wide]", 5, Asha.NONE);
        var seen = new SmallSearch.Seen(9);

        assertThatThrownBy(() -> new Tuning(plan, seen).run()).hasMessageContaining("wide");
        assertThat(seen.notes).containsExactly("began 1", "ended 1 FAILED");
    }

    @Test
    void whatIsWrongWithTheDataIsNotHeldAgainstTheTrial() throws Exception {
        var plan = search.plan("network.width: [4, 6]", 3, Asha.NONE);
        var away = folder.resolve("away");
        var unmounting = new SmallSearch.Seen(100) {
            @Override
            public void began(Trial trial) {
                if (trial.number() == 2) {
                    move(search.data(), away);
                }
                super.began(trial);
            }
        };

        assertThatThrownBy(() -> new Tuning(plan, unmounting).run()).isInstanceOf(DatasetException.class);
        assertThat(unmounting.notes).containsExactly("began 1", "ended 1 FINISHED", "began 2");
        assertThatThrownBy(() -> new Tuning(plan, new SmallSearch.Seen(100))).isInstanceOf(DatasetException.class);

        move(away, search.data());
        var trials = new Tuning(plan, new SmallSearch.Seen(100)).run();

        assertThat(trials).hasSize(3).extracting(Trial::verdict).containsOnly(Verdict.FINISHED);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsNotHeldAgainstTheTrial() throws Exception {
        var plan = search.plan("network.width: [4, 6]", 1, Asha.NONE);
        var inTheWay = folder.resolve("search/trials/1/model-training/checkpoint.safetensors.partial");
        Files.createDirectories(inTheWay);

        assertThatThrownBy(() -> new Tuning(plan, new SmallSearch.Seen(100)).run())
                .hasMessageContaining("checkpoint.safetensors: cannot be written");
        Files.delete(inTheWay);

        assertThat(new Tuning(plan, new SmallSearch.Seen(100)).run())
                .extracting(Trial::verdict)
                .containsExactly(Verdict.FINISHED);
    }

    @Test
    void valuesThatLetATrainingDivergeFailTheirTrialOnly() throws Exception {
        var trials = new Tuning(
                        search.plan("network.width: [4]\noptimizer.learningRate: [0.01, 1.0E+30]", 6, Asha.NONE),
                        new SmallSearch.Seen(100))
                .run();

        for (var trial : trials) {
            boolean wild = Double.parseDouble(trial.values().getOrDefault("optimizer.learningRate", "0")) > 1;
            assertThat(trial.verdict()).isEqualTo(wild ? Verdict.FAILED : Verdict.FINISHED);
        }
        assertThat(trials).extracting(Trial::verdict).contains(Verdict.FAILED, Verdict.FINISHED);
    }

    @Test
    void aMetricThatNoAnswerHasIsRefusedBeforeTheFirstTrial() {
        for (var misspelt : List.of("labels.accurracy", "fer7.accuracy", "labels.recall.sad", "accuracy")) {
            var recipe = SmallSearch.RECIPE.withAveraging(new Averaging(0.8, Keep.LAST, 0, misspelt));
            var plan = search.plan("network.width: [4]", 1, Asha.NONE);
            var base = new TrainingRequest(
                    plan.base().lessons(),
                    plan.base().network(),
                    recipe,
                    plan.base().model(),
                    plan.base().options());

            assertThatThrownBy(() -> new Tuning(
                            new Tuning.Plan(base, plan.space(), 1, plan.sampler(), Asha.NONE), new SmallSearch.Seen(9)))
                    .hasMessage("averaging.metric: there is no validation metric '" + misspelt + "'; there are loss,"
                            + " labels.accuracy, labels.macroF1, and recall and f1 of each label, such as"
                            + " labels.recall.angry");
        }
        assertThat(folder.resolve("search")).doesNotExist();
    }
}
