package mien.lab.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mien.lab.labels.OutOfFold.Samples;
import mien.lab.labels.Witnesses.Testimony;

/// From the networks' answers to suspects.
final class Judgement {
    /// Where networks give a class less than this on average even for its own pictures, they did not learn
    /// it, and that they do not see it in a picture says nothing.
    static final double LEAST_LEARNED = 0.02;

    private final Samples samples;
    private final double[][] answers;
    private final Witnesses witnesses;
    private final int[][] copies;
    private final double[][] verdicts;
    private final ConfidentLearning learning;

    /// @param units samples that show the same
    /// @param answers of networks that did not learn from the picture, `[samples][labels]`
    Judgement(Samples samples, Collection<List<Integer>> units, double[][] answers) {
        this.samples = samples;
        this.answers = answers;
        witnesses = new Witnesses(samples.labels());
        copies = copies(units);
        verdicts = new double[answers.length][0];
        for (int i = 0; i < verdicts.length; i++) {
            if (samples.given()[i] >= 0) {
                verdicts[i] = witnesses.verdict(testimony(i));
            }
        }
        learning =
                ConfidentLearning.of(verdicts, samples.given(), samples.labels().size());
    }

    /// @param notes what was not checked and why
    LabelCheckResult result(List<String> notes) {
        var all = new ArrayList<>(notes);
        var suspects = new ArrayList<SuspectedLabel>();
        var wrong = learning.wrong(verdicts, samples.given());
        for (int c = 0; c < samples.labels().size(); c++) {
            if (learning.thresholds()[c] < LEAST_LEARNED) {
                clear(wrong, c);
                all.add(String.format(
                        Locale.ROOT,
                        "no suspects among %s: even pictures labelled so look like it with only %.1f %% to networks",
                        name(c),
                        100 * learning.thresholds()[c]));
            }
        }
        wrong.stream().mapToObj(this::suspect).forEach(suspects::add);
        suspects.sort(Comparator.comparingDouble(suspect -> -suspect.confidence()));
        return new LabelCheckResult(suspects, answers, noise(), agreement(), all);
    }

    private void clear(BitSet wrong, int label) {
        for (int i : wrong.stream().toArray()) {
            wrong.set(i, samples.given()[i] != label);
        }
    }

    private SuspectedLabel suspect(int sample) {
        int given = samples.given()[sample];
        int shown = likeliest(verdicts[sample]);
        return new SuspectedLabel(
                sample,
                name(given),
                name(shown),
                1 - verdicts[sample][given],
                witnesses.sentence(testimony(sample), given, shown));
    }

    private Testimony testimony(int sample) {
        var votes = samples.pixels().samples().get(sample).votes();
        return new Testimony(
                answers[sample], votes, votes.isPresent() ? new int[copies[sample].length] : copies[sample]);
    }

    /// How many copies of each sample have each label, `[samples][labels]`.
    private int[][] copies(Collection<List<Integer>> units) {
        var counts = new int[answers.length][samples.labels().size()];
        for (var unit : units) {
            for (int i : unit) {
                for (int other : unit) {
                    int label = samples.pixels().samples().get(other).label();
                    if (other != i && label >= 0) {
                        counts[i][label]++;
                    }
                }
            }
        }
        return counts;
    }

    private List<ClassNoise> noise() {
        return IntStream.range(0, samples.labels().size())
                .filter(c -> Arrays.stream(samples.given()).anyMatch(label -> label == c))
                .mapToObj(this::noise)
                .toList();
    }

    private ClassNoise noise(int label) {
        var instead = new LinkedHashMap<String, Double>();
        IntStream.range(0, samples.labels().size())
                .boxed()
                .filter(c -> c != label && learning.share(label, c) > 0)
                .sorted(Comparator.comparingDouble(c -> -learning.share(label, c)))
                .forEach(c -> instead.put(name(c), learning.share(label, c)));
        int pictures =
                (int) Arrays.stream(samples.given()).filter(l -> l == label).count();
        return new ClassNoise(name(label), pictures, 1 - learning.share(label, label), instead);
    }

    private double agreement() {
        return IntStream.range(0, answers.length)
                .filter(i -> samples.given()[i] >= 0)
                .map(i -> likeliest(answers[i]) == samples.given()[i] ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static int likeliest(double[] row) {
        return IntStream.range(0, row.length)
                .boxed()
                .max(Comparator.comparingDouble(c -> row[c]))
                .orElse(-1);
    }

    private String name(int label) {
        return samples.labels().labels().get(label);
    }
}
