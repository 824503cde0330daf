package mien.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mien.lab.tune.Parameter.Choice;
import mien.lab.tune.Parameter.Real;
import mien.lab.tune.Parameter.Scale;
import mien.lab.tune.Parameter.Whole;
import mien.lab.tune.Trial.Epoch;
import mien.lab.tune.Trial.Verdict;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final Parameter KIND = new Choice("kind", List.of("a", "b"));
    private static final Parameter RATE = new Real("rate", 0.001, 10, Scale.LOG);
    private static final Parameter DEPTH = new Whole("depth", 1, 3, Scale.LINEAR);

    private static Trial finished(int number, double score, Map<String, String> values) {
        return new Trial(number, 1, values, List.of(new Epoch(1, score, Map.of(), 1)), Verdict.FINISHED, "");
    }

    private static List<Trial> kinds(double... scores) {
        var trials = new ArrayList<Trial>();
        for (int i = 0; i < scores.length; i++) {
            trials.add(finished(i + 1, scores[i], Map.of("kind", i % 2 == 0 ? "a" : "b")));
        }
        return trials;
    }

    @Test
    void aChoiceThatDecidesExplainsNearlyAllOfTheRanks() {
        // ranks 1, 2, 3 of a and 4, 5, 6 of b: 13.5 of 17.5 lie between, 1 within for each degree of freedom
        assertThat(Importance.of(KIND, kinds(0.9, 0.3, 0.8, 0.2, 0.7, 0.1))).isCloseTo(12.5 / 18.5, within(1e-12));
        assertThat(Part.of(KIND, kinds(0.75, 0.25, 0.5, 0.125, 0.5, 0.0)).stream()
                        .map(p -> p.name() + " " + p.meanRank() + " " + p.bestScore() + " " + p.meanScore()))
                .containsExactly("a 2.0 0.75 0.5833333333333334", "b 5.0 0.25 0.125");
    }

    @Test
    void aParameterWithoutEffectHasNoneOnAverage() {
        double sum = 0;
        for (int seed = 0; seed < 300; seed++) {
            sum += Importance.of(
                    KIND, kinds(new SplittableRandom(seed).doubles(20).toArray()));
        }
        assertThat(sum / 300).isLessThan(0.03);
    }

    @Test
    void nothingToCompareIsNoImportance() {
        assertThat(Importance.of(KIND, List.of())).isZero();
        assertThat(Importance.of(KIND, kinds(0.9))).isZero();
        assertThat(Importance.of(KIND, kinds(0.9, 0.1))).isZero();
        assertThat(Importance.of(KIND, kinds(0.5, 0.5, 0.5, 0.5))).isZero();
    }

    @Test
    void rangesFallIntoQuartersAndFewWholeNumbersIntoThemselves() {
        var trials = List.of(
                finished(1, 0.1, Map.of("rate", "0.001", "depth", "3")),
                finished(2, 0.2, Map.of("rate", "0.009", "depth", "1")),
                finished(3, 0.3, Map.of("rate", "0.02", "depth", "3")),
                finished(4, 0.4, Map.of("rate", "10.0", "depth", "1")));

        assertThat(Part.of(RATE, trials)).extracting(Part::name).containsExactly("0.001 to 0.009", "0.02", "10.0");
        assertThat(Part.of(DEPTH, trials)).extracting(Part::name).containsExactly("1", "3");
    }

    @Test
    void trialsThatEndedAlikeShareARankAndUnfinishedOnesHaveNone() {
        var pruned = finished(1, 0.9, Map.of()).ended(Verdict.PRUNED, "");
        var failed = new Trial(5, 1, Map.of(), List.of(), Verdict.FAILED, "");
        var running = new Trial(6, 1, Map.of(), List.of(), Verdict.RUNNING, "");
        var trials =
                List.of(pruned, finished(2, 0.5, Map.of()), finished(3, 0.5, Map.of()), finished(4, 0.6, Map.of()));
        var all = new ArrayList<>(trials);
        all.addAll(List.of(failed, running));

        assertThat(Part.ranked(all))
                .extracting(r -> r.trial().number() + ": " + r.rank())
                .containsExactly("4: 1.0", "2: 2.5", "3: 2.5", "1: 4.0", "5: 5.0");
    }
}
