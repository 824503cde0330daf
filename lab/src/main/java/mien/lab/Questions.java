package mien.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.lab.network.Network;
import mien.lab.training.Examples;
import mien.lab.training.FigureName;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Objective;
import mien.lab.training.RecipeException;
import mien.lab.training.Targets;
import mien.model.LabelSet;

/// Which heads a data set can train: one for its labels, one for FER+ votes where it has them.
///
/// @param labelled the label set of the single labels, under the head's name; empty if there are none
/// @param voted whether there is a head for the votes
record Questions(SequencedMap<String, LabelSet> labelled, boolean voted) {

    /// The head that votes train.
    static final String VOTES = LabelSet.FERPLUS8.name();

    /// What the data can answer and the objective asks for (a head whose weight is 0 is not asked).
    static Questions of(Dataset data, Objective objective) {
        var labelled = new LinkedHashMap<String, LabelSet>();
        var name = data.labels().name();
        boolean votes = data.samples().stream().anyMatch(s -> s.votes().isPresent());
        boolean labels = data.samples().stream().anyMatch(s -> s.label() >= 0);
        boolean same = votes && name.equals(VOTES); // then votes answer, and labels fill in where there are none
        if (labels && !same && objective.weightOf(name) > 0) {
            labelled.put(name, data.labels());
        }
        return new Questions(labelled, votes && objective.weightOf(VOTES) > 0);
    }

    /// Classes per head, in the order of the heads.
    SequencedMap<String, Integer> classes() {
        var classes = new LinkedHashMap<String, Integer>();
        labelled.forEach((name, labels) -> classes.put(name, labels.size()));
        if (voted) {
            classes.put(VOTES, LabelSet.FERPLUS8.size());
        }
        return classes;
    }

    /// Refuses a name that no validation has a figure for.
    ///
    /// @param metric as [Recipe.Averaging#metric]
    /// @throws RecipeException if it is none of these heads'
    void refuseUnknownMetric(String metric) {
        boolean known = metric.isEmpty()
                || metric.equals(Averaging.LOSS)
                || FigureName.parse(metric).filter(this::has).isPresent();
        if (!known) {
            var heads = classes().keySet();
            throw new RecipeException(
                    "averaging.metric",
                    "there is no validation metric '" + metric + "'; there are loss, "
                            + heads.stream()
                                    .map(head -> head + ".accuracy, " + head + ".macroF1")
                                    .collect(Collectors.joining(", "))
                            + ", and recall and f1 of each label, such as " + example());
        }
    }

    private boolean has(FigureName name) {
        boolean whole = name.label().isEmpty();
        var figures =
                whole ? List.of(FigureName.ACCURACY, FigureName.MACRO_F1) : List.of(FigureName.RECALL, FigureName.F1);
        return classes().containsKey(name.head())
                && figures.contains(name.figure())
                && (whole
                        || labels(name.head())
                                .labels()
                                .containsAll(name.label().stream().toList()));
    }

    private FigureName example() {
        var head = classes().firstEntry().getKey();
        return FigureName.of(head, FigureName.RECALL, labels(head).labels().getFirst());
    }

    LabelSet labels(String head) {
        var labels = labelled.get(head);
        return labels == null ? LabelSet.FERPLUS8 : labels;
    }

    /// The examples of one split, with targets for the heads of `network`.
    Examples examples(PixelCache pixels, List<Split> splits, Split split, Network network, LabelSet dataLabels) {
        var indices = IntStream.range(0, splits.size())
                .filter(i -> splits.get(i) == split)
                .toArray();
        var samples = IntStream.of(indices).mapToObj(pixels.samples()::get).toList();
        var targets = new ArrayList<Targets>();
        for (var head : network.heads()) {
            targets.add(
                    labelled.containsKey(head.name())
                            ? byLabel(head.name(), samples, dataLabels)
                            : byVotes(
                                    samples,
                                    Optional.of(dataLabels).filter(l -> l.name().equals(VOTES))));
        }
        return new Examples(pixels.preprocessing(), pixels::read, indices, targets);
    }

    /// The training examples of another data set, for the heads of `network`. Its labels train the head with the
    /// fewest answers that has them all; its votes train the head for votes.
    Examples more(LabelSet dataLabels, PixelCache pixels, List<Split> splits, Network network) {
        var indices = IntStream.range(0, splits.size())
                .filter(i -> splits.get(i) == Split.TRAIN)
                .toArray();
        var samples = IntStream.of(indices).mapToObj(pixels.samples()::get).toList();
        var head = network.heads().stream()
                .map(mien.lab.network.Head::name)
                .filter(name -> labels(name).labels().containsAll(dataLabels.labels()))
                .min(Comparator.comparingInt(name -> labels(name).size()));
        var targets = network.heads().stream()
                .map(h -> h.name().equals(VOTES)
                        ? byVotes(samples, head.filter(VOTES::equals).map(_ -> dataLabels))
                        : head.filter(h.name()::equals)
                                .map(name -> byLabel(name, samples, dataLabels))
                                .orElseGet(() -> unknown(h.name(), samples.size())))
                .toList();
        return new Examples(pixels.preprocessing(), pixels::read, indices, targets);
    }

    private Targets byLabel(String head, List<Sample> samples, LabelSet dataLabels) {
        var labels = labels(head);
        return Targets.ofLabels(
                head,
                labels,
                samples.stream()
                        .mapToInt(sample -> number(sample, dataLabels, labels))
                        .toArray());
    }

    private static int number(Sample sample, LabelSet from, LabelSet to) {
        return sample.label() < 0
                ? -1
                : to.indexOf(from.labels().get(sample.label())).orElse(-1);
    }

    private Targets unknown(String head, int count) {
        var nothing = new int[count];
        Arrays.fill(nothing, -1);
        return Targets.ofLabels(head, labels(head), nothing);
    }

    /// Votes where there are any; else the label, if the data's labels are given.
    private static Targets byVotes(List<Sample> samples, Optional<LabelSet> labelled) {
        var rows = new float[samples.size()][LabelSet.FERPLUS8.size()];
        var truths = new int[samples.size()];
        var single = new boolean[samples.size()];
        for (int i = 0; i < rows.length; i++) {
            var sample = samples.get(i);
            if (sample.votes().isPresent()) {
                Votes votes = sample.votes().get();
                rows[i] = votes.distribution();
                truths[i] = votes.majority().orElse(-1);
                continue;
            }
            truths[i] = labelled.map(labels -> number(sample, labels, LabelSet.FERPLUS8))
                    .orElse(-1);
            if (truths[i] >= 0) {
                rows[i][truths[i]] = 1;
                single[i] = true;
            }
        }
        return new Targets(VOTES, LabelSet.FERPLUS8, rows, truths, single);
    }
}
