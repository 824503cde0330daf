package mien.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import mien.lab.tune.Parameter.Choice;
import mien.lab.tune.Parameter.Real;
import mien.lab.tune.Parameter.Scale;
import mien.lab.tune.Parameter.Whole;
import mien.lab.tune.Trial.Epoch;
import mien.lab.tune.Trial.Verdict;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final Space SPACE = new Space(List.of(
            new Real("rate", 1e-4, 1, Scale.LOG),
            new Whole("width", 8, 64, Scale.LOG),
            new Choice("kind", List.of("sgd", "adam", "adamw"))));

    /// Best, with 0, at a rate of 0.01, a width of 24 and adam.
    private static double score(Map<String, String> v) {
        double rate = Math.log10(Double.parseDouble(v.getOrDefault("rate", ""))) + 2;
        double width = Math.log(Integer.parseInt(v.getOrDefault("width", "")) / 24.0);
        return -rate * rate - width * width - (v.containsValue("adam") ? 0 : 0.5);
    }

    private static double best(Sampler sampler, long seed, ToDoubleFunction<Map<String, String>> f) {
        var random = new SplittableRandom(seed);
        var trials = new ArrayList<Trial>();
        for (int i = 1; i <= 40; i++) {
            var values = sampler.next(SPACE, trials, random);
            var epoch = new Epoch(1, f.applyAsDouble(values), Map.of(), 1);
            trials.add(new Trial(i, 1, values, List.of(epoch), Verdict.FINISHED, ""));
        }
        return Ranking.best(trials).orElseThrow().score();
    }

    @Test
    void tpeFindsBetterValuesThanChanceOnAverage() {
        double uniform = LongStream.range(0, 50)
                .mapToDouble(s -> best(new Sampler.Uniform(), s, SamplerTest::score))
                .average()
                .orElseThrow();
        double tpe = LongStream.range(0, 50)
                .mapToDouble(s -> best(Sampler.Tpe.DEFAULT, s, SamplerTest::score))
                .average()
                .orElseThrow();

        assertThat(-tpe).isLessThan(-uniform / 2);
    }

    @Test
    void theSameSeedTriesTheSameValues() {
        assertThat(best(Sampler.Tpe.DEFAULT, 3, SamplerTest::score))
                .isEqualTo(best(Sampler.Tpe.DEFAULT, 3, SamplerTest::score));
    }

    @Test
    void everyValueIsInItsRangeAndKeepsItsPlace() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            for (var p : SPACE.parameters()) {
                var value = p.at(random.nextDouble());
                assertThat(p.place(value)).isBetween(0.0, 1.0);
                assertThat(p.at(p.place(value))).isEqualTo(value);
            }
        }
        assertThat(SPACE.at(_ -> 0)).hasToString("{rate=1.0E-4, width=8, kind=sgd}");
        assertThat(SPACE.at(_ -> 1)).hasToString("{rate=1.0, width=64, kind=adamw}");
    }
}
