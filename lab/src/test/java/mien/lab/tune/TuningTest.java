package mien.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mien.lab.BrightFaces;
import mien.lab.training.EpochRecord;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.tune.Trial.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
    private static final Recipe RECIPE = SmallSearch.RECIPE;

    @TempDir
    private Path folder;

    private SmallSearch search = new SmallSearch(Path.of("unset"));

    @BeforeEach
    void twoClassesAndANetworkWithAWidth() throws IOException {
        search = SmallSearch.in(folder);
    }

    private Tuning.Plan plan(String space, int trials, Asha asha) {
        return search.plan(space, trials, asha);
    }

    @Test
    void everyTrialTrainsItsOwnNetworkAndRecipe() throws Exception {
        var seen = new SmallSearch.Seen(100);

        var trials = new Tuning(plan("network.width: [4, 6]\noptimizer.learningRate: [0.01, 0.02]", 3, Asha.NONE), seen)
                .run();

        assertThat(seen.notes)
                .containsExactly(
                        "began 1",
                        "ended 1 FINISHED",
                        "began 2",
                        "ended 2 FINISHED",
                        "began 3",
                        "ended 3 FINISHED",
                        "left 3");
        assertThat(seen.recorded).containsExactly(1, 2, 3);
        for (var trial : trials) {
            var home = folder.resolve("search/trials/" + trial.number());
            assertThat(trial.epochs()).extracting(Trial.Epoch::epoch).containsExactly(1, 2, 3);
            assertThat(trial.score()).isBetween(0.0, 1.0);
            assertThat(trial.epochs().getFirst().figures()).containsKeys("train.loss", "validation.accuracy");
            assertThat(home.resolve("model.onnx")).exists();
            assertThat(home.resolve("network.yaml"))
                    .content()
                    .contains("outChannels: " + trial.values().get("network.width"));
            assertThat(home.resolve("model-training/recipe.yaml"))
                    .content()
                    .contains("learningRate: " + trial.values().get("optimizer.learningRate"));
        }
    }

    @Test
    void aStoppedTrialGoesOnAtItsCheckpoint() throws Exception {
        var plan = plan("network.width: [4, 6]", 2, Asha.NONE);
        var first = new SmallSearch.Seen(2);

        var stopped = new Tuning(plan, first).run();

        assertThat(first.notes).containsExactly("began 1", "left 1");
        assertThat(stopped).extracting(Trial::verdict).containsExactly(Verdict.RUNNING);
        assertThat(stopped.getFirst().epochs()).hasSize(2);

        var second = new SmallSearch.Seen(100);
        var all = new Tuning(plan, second).run();

        assertThat(second.epochsLeft).isEqualTo(100 - 1 - 3); // one epoch of the first, three of the second
        assertThat(all).extracting(Trial::verdict).containsExactly(Verdict.FINISHED, Verdict.FINISHED);
        assertThat(all.getFirst().epochs())
                .startsWith(stopped.getFirst().epochs().toArray(new Trial.Epoch[0]));
    }

    @Test
    void aTrialThatOthersLeftBehindEndsEarlyAndLeavesNoCheckpoint() throws Exception {
        var everyEpoch = new Asha(1, 2);
        var space = "optimizer.learningRate: [0.02, 0.02000001, 1.0E-9, 1.0E-10]";
        BrightFaces.network(folder);

        var trials = new Tuning(plan(space, 10, everyEpoch), new SmallSearch.Seen(100)).run();

        assertThat(trials).extracting(Trial::verdict).contains(Verdict.PRUNED, Verdict.FINISHED);
        for (var trial : trials) {
            if (trial.verdict() == Verdict.PRUNED) {
                assertThat(trial.reason())
                        .isEqualTo("others were better after epoch "
                                + trial.epochs().size());
                assertThat(folder.resolve("search/trials/" + trial.number() + "/model-training"))
                        .isDirectoryNotContaining("glob:**/checkpoint*");
            }
        }
    }

    @Test
    void aTrialThatHasAllItsEpochsIsNotLeftBehindAnyMore() throws Exception {
        var atTheEnd = plan("network.width: [4, 6]", 3, new Asha(3, 3));
        new Tuning(atTheEnd, new SmallSearch.Seen(100)).run();
        var journal = folder.resolve("search/study.jsonl"); // as if killed in the export of a trial that is the worst
        var lines = Files.readAllLines(journal).stream()
                .filter(line -> !line.startsWith("{\"event\":\"ended\",\"trial\":3"))
                .map(line -> line.startsWith("{\"event\":\"epoch\",\"trial\":3")
                        ? line.replaceFirst("\"score\":[^,]*", "\"score\":0.0")
                        : line)
                .toList();
        Files.write(journal, lines);

        var trials = new Tuning(atTheEnd, new SmallSearch.Seen(100)).run();

        assertThat(trials).extracting(Trial::verdict).containsOnly(Verdict.FINISHED);
    }

    @Test
    void aSlipInTheSpaceShowsBeforeTheFirstTraining() {
        assertThatThrownBy(() -> new Tuning(
                        plan("network.width: [4]\noptimizer.rate: [0.1]", 1, Asha.NONE), new SmallSearch.Seen(9)))
                .isInstanceOf(TuneException.class)
                .hasMessageStartingWith("the values {network.width=4, optimizer.rate=0.1} make no recipe: ");
        assertThatThrownBy(() -> new Tuning(plan("pace.epochs: [3, 4]", 1, Asha.NONE), new SmallSearch.Seen(9)))
                .hasMessage(
                        "pace.epochs: trials are compared epoch by epoch, so all have the same number; take it out of"
                                + " the space and set it with --epochs");
        assertThatThrownBy(() -> new Tuning(plan("averaging.metric: [a, b]", 1, Asha.NONE), new SmallSearch.Seen(9)))
                .hasMessage(
                        "averaging.metric: trials are compared by it, so all have the same; take it out of the space"
                                + " and set it in the recipe");
        assertThatThrownBy(
                        () -> new Tuning(plan("optimizer.learningRate: [0.1]", 1, Asha.NONE), new SmallSearch.Seen(9)))
                .hasMessage(search.network()
                        + ": there is ${width} in the file, but no network.width in the space; add it to the"
                        + " space");
        assertThatThrownBy(() -> new Tuning(
                        plan("network.width: [4]\nnetwork.depth: [4]", 1, Asha.NONE), new SmallSearch.Seen(9)))
                .hasMessage(search.network()
                        + ": the space has network.depth, but there is no ${depth} in the file; write it"
                        + " where the value goes");
        assertThatThrownBy(() -> new Tuning(plan("network: [mien-xs, mien-z]", 1, Asha.NONE), new SmallSearch.Seen(9)))
                .hasMessageStartingWith(
                        "network 'mien-z': neither a built-in network nor a file; built in are keras-cnn,");
        assertThatThrownBy(() -> new Tuning(
                        plan("network: [mien-xs]\nnetwork.width: [4]", 1, Asha.NONE), new SmallSearch.Seen(9)))
                .hasMessage("network 'mien-xs': the space has network.width, and only a YAML file can have a place for"
                        + " it; write ${width} into one");
        assertThat(folder.resolve("search")).doesNotExist();
    }

    @Test
    void aFigureOfTheRecipeIsTheScoreAndTheBestSoFarCountsIfItIsKept() {
        var history = new History(List.of(epoch(1, 0.3), epoch(2, 0.5), epoch(3, 0.4)));
        var best = RECIPE.withAveraging(new Averaging(0.8, Keep.BEST, 0, "fer7.macroF1"));
        var last = RECIPE.withAveraging(new Averaging(0.8, Keep.LAST, 0, "fer7.macroF1"));

        assertThat(Tuning.score(best, history)).isEqualTo(0.5);
        assertThat(Tuning.score(last, history)).isEqualTo(0.4);
        assertThat(Tuning.score(RECIPE, history)).isEqualTo(0.9);
    }

    @Test
    void theLossIsAScoreToo() {
        var history = new History(List.of(epoch(1, 0.3)));

        assertThat(Tuning.score(RECIPE.withAveraging(new Averaging(0.8, Keep.LAST, 0, "loss")), history))
                .isEqualTo(-1);
    }

    private static EpochRecord epoch(int number, double f1) {
        var score = new Score(1, 0.9);
        return new EpochRecord(number, 0.1, score, score, Map.of("fer7.macroF1", f1), new EpochRecord.Pace(1, 1));
    }
}
