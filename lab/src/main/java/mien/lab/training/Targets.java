package mien.lab.training;

import java.util.Arrays;
import mien.model.LabelSet;

/// What one head of a network should answer for each example.
///
/// @param head the head's name
/// @param labels its answers
/// @param rows a distribution over `labels` per example, all zero where nothing is known
/// @param truths the one right answer per example, or -1 where there is none
/// @param smoothed whether label smoothing applies to an example: it does to single labels, not to votes
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record Targets(String head, LabelSet labels, float[][] rows, int[] truths, boolean[] smoothed) {

    /// One label per example.
    ///
    /// @param classes class number per example, or -1 for unknown
    public static Targets ofLabels(String head, LabelSet labels, int[] classes) {
        var rows = new float[classes.length][labels.size()];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] >= 0) {
                rows[i][classes[i]] = 1;
            }
        }
        var smoothed = new boolean[classes.length];
        Arrays.fill(smoothed, true);
        return new Targets(head, labels, rows, classes.clone(), smoothed);
    }

    /// Votes, which are taken as they are.
    ///
    /// @param rows a distribution over `labels` per example, all zero where there is none
    /// @param truths what most voted for, per example, or -1
    public static Targets ofVotes(String head, LabelSet labels, float[][] rows, int[] truths) {
        return new Targets(head, labels, rows, truths, new boolean[rows.length]);
    }

    /// These, then others of the same head.
    ///
    /// @throws IllegalArgumentException if the labels differ
    public Targets and(Targets more) {
        if (!head.equals(more.head) || !labels.labels().equals(more.labels.labels())) {
            throw new IllegalArgumentException("targets: " + head + " " + labels.labels() + " cannot be joined with "
                    + more.head + " " + more.labels.labels());
        }
        var allRows = Arrays.copyOf(rows, rows.length + more.rows.length);
        System.arraycopy(more.rows, 0, allRows, rows.length, more.rows.length);
        var allTruths = Arrays.copyOf(truths, truths.length + more.truths.length);
        System.arraycopy(more.truths, 0, allTruths, truths.length, more.truths.length);
        var allSmoothed = Arrays.copyOf(smoothed, smoothed.length + more.smoothed.length);
        System.arraycopy(more.smoothed, 0, allSmoothed, smoothed.length, more.smoothed.length);
        return new Targets(head, labels, allRows, allTruths, allSmoothed);
    }

    public int count() {
        return rows.length;
    }

    public boolean known(int example) {
        for (float share : rows[example]) {
            if (share > 0) {
                return true;
            }
        }
        return false;
    }

    /// Examples per class, by truth.
    public int[] support() {
        var counts = new int[labels.size()];
        Arrays.stream(truths).filter(truth -> truth >= 0).forEach(truth -> counts[truth]++);
        return counts;
    }
}
