package mien.lab.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.lab.dataset.Votes;
import mien.model.LabelSet;

/// What speaks for and against a label besides the label itself, put together.
///
/// Witnesses are the network that did not learn from the picture, the taggers of FER+ where there are votes,
/// and the labels of the picture's copies. The network's probabilities count as much as [#NETWORK] people do,
/// who saw what it saw: `p = (NETWORK * network + votes + copies) / (NETWORK + number of votes and copies)`,
/// the mean of a Dirichlet distribution with the network as its prior. So ten agreeing taggers overrule the
/// network, two that disagree leave it to the network, and where there are neither votes nor copies the
/// network decides alone.
///
/// Single votes count half, as in [Votes#distribution], because most of them are slips. Votes for an emotion
/// that is no label of the data, for "unknown" and for "no face" count for no label; they leave more to the
/// network.
final class Witnesses {
    /// How many people the network is worth.
    static final double NETWORK = 2;

    private final LabelSet labels;

    Witnesses(LabelSet labels) {
        this.labels = labels;
    }

    /// One picture's case.
    ///
    /// @param network probability of each label
    /// @param votes of the taggers, if there are any
    /// @param copies how many copies of the picture have each label
    @SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
    record Testimony(double[] network, Optional<Votes> votes, int[] copies) {}

    /// The probability of each label by all witnesses.
    double[] verdict(Testimony testimony) {
        var sums = testimony.network().clone();
        Arrays.setAll(sums, c -> NETWORK * sums[c] + testimony.copies()[c]);
        testimony.votes().ifPresent(votes -> {
            for (int e = 0; e < votes.emotions().size(); e++) {
                int count = votes.emotions().get(e);
                var label = labels.indexOf(LabelSet.FERPLUS8.labels().get(e));
                if (label.isPresent()) {
                    sums[label.getAsInt()] += count == 1 ? 0.5 : count;
                }
            }
        });
        double all = Arrays.stream(sums).sum();
        Arrays.setAll(sums, c -> sums[c] / all);
        return sums;
    }

    /// The witnesses in words, about two labels.
    String sentence(Testimony testimony, int given, int suggested) {
        var sentence = new StringBuilder(String.format(
                Locale.ROOT,
                "networks that did not learn from it see %s with %.0f %%, %s with %.0f %%",
                name(suggested),
                100 * testimony.network()[suggested],
                name(given),
                100 * testimony.network()[given]));
        testimony.votes().ifPresent(votes -> sentence.append("; ").append(inWords(votes)));
        if (Arrays.stream(testimony.copies()).sum() > 0) {
            sentence.append("; copies of it are labelled ")
                    .append(listed(IntStream.range(0, labels.size())
                            .filter(c -> testimony.copies()[c] > 0)
                            .mapToObj(c -> name(c) + " (" + testimony.copies()[c] + ")")
                            .toList()));
        }
        return sentence.toString();
    }

    private static String inWords(Votes votes) {
        var parts = new ArrayList<String>();
        IntStream.range(0, votes.emotions().size())
                .boxed()
                .filter(e -> votes.emotions().get(e) > 0)
                .sorted((a, b) -> votes.emotions().get(b) - votes.emotions().get(a))
                .forEach(e -> parts.add(votes.emotions().get(e) + " "
                        + LabelSet.FERPLUS8.labels().get(e)));
        if (votes.unknown() > 0) {
            parts.add(votes.unknown() + " unknown");
        }
        if (votes.notAFace() > 0) {
            parts.add(votes.notAFace() + " no face");
        }
        return parts.isEmpty() ? "no votes" : "votes: " + listed(parts);
    }

    private static String listed(List<String> parts) {
        return String.join(", ", parts);
    }

    private String name(int label) {
        return labels.labels().get(label);
    }
}
