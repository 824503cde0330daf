package mien.lab.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import mien.lab.dataset.Sample;
import mien.model.LabelSet;

/// The samples that one head can be scored on, and what each truly shows.
///
/// A head of the 8 labels of FER+ is judged by the majority of the votes where there are votes; everything else by
/// the label of the data, by name.
///
/// @param matching between the head's labels and those that the samples can have
/// @param indices of the samples
/// @param truth for each, a number in the matching's common labels
/// @param byVotes whether votes decided anything
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
record Selection(LabelMatching matching, int[] indices, int[] truth, boolean byVotes, LeftOut leftOut) {

    static Selection of(List<Sample> samples, Part part, LabelSet head, LabelSet data) {
        var inPart = samples.stream().filter(part::holds);
        boolean byVotes = head.labels().equals(LabelSet.FERPLUS8.labels())
                && inPart.anyMatch(sample -> sample.votes().isPresent());
        var possible = byVotes ? union(data, LabelSet.FERPLUS8) : data;
        return new Collector(LabelMatching.of(head, possible), data, byVotes).collect(samples, part);
    }

    private static LabelSet union(LabelSet data, LabelSet more) {
        var names = Stream.concat(data.labels().stream(), more.labels().stream());
        return new LabelSet(data.name(), names.distinct().toList());
    }

    /// Sorts samples into those that count and the reasons why others do not.
    private static final class Collector {
        private final LabelMatching matching;
        private final LabelSet data;
        private final boolean byVotes;
        private final SortedMap<String, Integer> foreign = new TreeMap<>();
        private int noMajority;
        private int unlabelled;

        Collector(LabelMatching matching, LabelSet data, boolean byVotes) {
            this.matching = matching;
            this.data = data;
            this.byVotes = byVotes;
        }

        Selection collect(List<Sample> samples, Part part) {
            var indices = new int[samples.size()];
            var truth = new int[samples.size()];
            int count = 0;
            for (int i = 0; i < indices.length; i++) {
                var label = part.holds(samples.get(i)) ? label(samples.get(i)) : Optional.<String>empty();
                if (label.isPresent()) {
                    indices[count] = i;
                    truth[count++] = matching.common().indexOf(label.get());
                }
            }
            var leftOut = new LeftOut(foreign, matching.modelOnly(), noMajority, unlabelled, 0);
            return new Selection(
                    matching, Arrays.copyOf(indices, count), Arrays.copyOf(truth, count), byVotes, leftOut);
        }

        /// A common label, or empty after counting why there is none.
        private Optional<String> label(Sample sample) {
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
