package mien.lab.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.lab.dataset.Sample;
import mien.model.Head;
import mien.model.LabelSet;

/// The pictures that one or several heads can be scored on, and what each truly shows.
///
/// Heads of the 8 labels of FER+ are judged by the majority of the votes where there are votes; everything else by
/// the label of the data, by name.
///
/// @param pool the pictures to choose from
/// @param possible the labels that the truth can be
/// @param common those of them that every head knows, in the first head's order
/// @param indices of the chosen pictures in the pool's samples
/// @param truth for each, a number in `common`
/// @param leftOut what could not be scored
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record Selection(
        Pool pool, LabelSet possible, List<String> common, int[] indices, int[] truth, LeftOut leftOut) {

    public Selection {
        common = List.copyOf(common);
    }

    /// @param heads what the models can answer; at least one
    /// @throws EvaluationException if there is no common label, or no picture of one
    public static Selection of(Pool pool, List<Head> heads) {
        var inPart = pool.samples().stream().filter(pool.part()::holds);
        boolean byVotes = heads.stream().allMatch(h -> h.labels().labels().equals(LabelSet.FERPLUS8.labels()))
                && inPart.anyMatch(sample -> sample.votes().isPresent());
        var possible = byVotes ? union(pool.labels(), LabelSet.FERPLUS8) : pool.labels();
        var common = heads.getFirst().labels();
        for (var head : heads) {
            common = new LabelSet(
                    "common", LabelMatching.of(head.labels(), common).common());
        }
        var selection = new Collector(LabelMatching.of(common, possible), heads, byVotes).collect(pool, possible);
        if (selection.indices.length == 0) {
            throw new EvaluationException(pool.data() + ": none of its pictures in the chosen split (" + pool.part()
                    + ") can be scored with head "
                    + heads.stream().map(Head::name).distinct().collect(Collectors.joining(" and ")) + "; "
                    + String.join(" ", selection.leftOut.sentences()));
        }
        return selection;
    }

    private static LabelSet union(LabelSet data, LabelSet more) {
        var names = Stream.concat(data.labels().stream(), more.labels().stream());
        return new LabelSet(data.name(), names.distinct().toList());
    }

    /// How one head's answers become answers over the common labels.
    public LabelMatching matching(Head head) {
        return new LabelMatching(head.labels(), possible, common);
    }

    public int size() {
        return indices.length;
    }

    /// The chosen pictures.
    public List<Sample> samples() {
        return Arrays.stream(indices).mapToObj(pool.samples()::get).toList();
    }

    /// Only the chosen pictures of which something holds.
    public Selection only(Predicate<Sample> wanted) {
        var kept = IntStream.range(0, size())
                .filter(i -> wanted.test(pool.samples().get(indices[i])))
                .toArray();
        return new Selection(
                pool,
                possible,
                common,
                IntStream.of(kept).map(i -> indices[i]).toArray(),
                IntStream.of(kept).map(i -> truth[i]).toArray(),
                leftOut);
    }

    /// What the answers are held against, in words.
    public String truthInWords() {
        return possible.equals(pool.labels())
                ? "label of the data"
                : "FER+ majority (single votes dropped, more than half of the rest, not unknown or no face)";
    }

    /// Sorts samples into those that count and the reasons why others do not.
    private static final class Collector {
        private final LabelMatching matching;
        private final List<Head> heads;
        private final boolean byVotes;
        private final SortedMap<String, Integer> foreign = new TreeMap<>();
        private int noMajority;
        private int unlabelled;

        Collector(LabelMatching matching, List<Head> heads, boolean byVotes) {
            this.matching = matching;
            this.heads = heads;
            this.byVotes = byVotes;
        }

        Selection collect(Pool pool, LabelSet possible) {
            var samples = pool.samples();
            var indices = new int[samples.size()];
            var truth = new int[samples.size()];
            int count = 0;
            for (int i = 0; i < indices.length; i++) {
                var label = pool.part().holds(samples.get(i))
                        ? label(samples.get(i), pool.labels())
                        : Optional.<String>empty();
                if (label.isPresent()) {
                    indices[count] = i;
                    truth[count++] = matching.common().indexOf(label.get());
                }
            }
            var leftOut = new LeftOut(foreign, modelOnly(), noMajority, unlabelled, pool.unreadable());
            return new Selection(
                    pool,
                    possible,
                    matching.common(),
                    Arrays.copyOf(indices, count),
                    Arrays.copyOf(truth, count),
                    leftOut);
        }

        private List<String> modelOnly() {
            return heads.stream()
                    .flatMap(head -> head.labels().labels().stream())
                    .filter(label -> !matching.common().contains(label))
                    .distinct()
                    .toList();
        }

        /// A common label, or empty after counting why there is none.
        private Optional<String> label(Sample sample, LabelSet data) {
            var votes = sample.votes();
            if (byVotes && votes.isPresent()) {
                var majority = votes.get().majority();
                if (majority.isEmpty()) {
                    noMajority++;
                    return Optional.empty();
                }
                return Optional.of(LabelSet.FERPLUS8.labels().get(majority.getAsInt()));
            }
            if (sample.label() < 0) {
                unlabelled++;
                return Optional.empty();
            }
            var name = data.labels().get(sample.label());
            if (!matching.common().contains(name)) {
                foreign.merge(name, 1, Integer::sum);
                return Optional.empty();
            }
            return Optional.of(name);
        }
    }
}
