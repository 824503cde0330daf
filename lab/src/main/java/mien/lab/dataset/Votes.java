package mien.lab.dataset;

import java.util.List;
import java.util.OptionalInt;

/// What the ten taggers of FER+ said of one picture (Barsoum et al., "Training Deep Networks for Facial Expression
/// Recognition with Crowd-Sourced Label Distribution", 2016).
///
/// @param emotions votes for each label of [mien.model.LabelSet#FERPLUS8], in its order
/// @param unknown votes for "cannot say"
/// @param notAFace votes for "no face here"
public record Votes(List<Integer> emotions, int unknown, int notAFace) {
    public Votes {
        emotions = List.copyOf(emotions);
        if (emotions.size() != 8) {
            throw new IllegalArgumentException("votes: 8 emotions are needed, got " + emotions.size());
        }
    }

    /// The votes as training target: a distribution over the 8 emotions, single votes counted half because most of
    /// them are slips; all zero if nobody saw an emotion.
    public float[] distribution() {
        var weights = new float[8];
        float sum = 0;
        for (int i = 0; i < 8; i++) {
            int votes = emotions.get(i);
            weights[i] = votes == 1 ? 0.5f : votes;
            sum += weights[i];
        }
        for (int i = 0; i < 8 && sum > 0; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /// The emotion by FER+'s majority protocol: single votes are dropped; the winner must hold more than half of
    /// what is left, and must not be "unknown" or "no face".
    public OptionalInt majority() {
        int best = -1;
        int bestVotes = 0;
        int sum = kept(unknown) + kept(notAFace);
        for (int i = 0; i < 8; i++) {
            int votes = kept(emotions.get(i));
            sum += votes;
            if (votes > bestVotes) {
                best = i;
                bestVotes = votes;
            }
        }
        return 2 * bestVotes > sum ? OptionalInt.of(best) : OptionalInt.empty();
    }

    private static int kept(int votes) {
        return votes > 1 ? votes : 0;
    }
}
