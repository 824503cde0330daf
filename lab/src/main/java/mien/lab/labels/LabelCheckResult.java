package mien.lab.labels;

import java.util.List;

/// What came out of a check of labels.
///
/// @param suspects the labels that are probably wrong, the surest first
/// @param probabilities `[samples][labels]`, by the numbers of the pixel cache's samples and the data's
///     labels: what networks that did not learn from a picture say of it; an empty row for a picture that was
///     not checked
/// @param noise of each class that was checked, in the order of the labels
/// @param agreement share of the checked pictures whose given label is also the networks' answer, in
///     `[0, 1]`; `NaN` if none was checked. Where it is low, the suspects are less sure
/// @param notes what was not checked and why, a sentence each
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record LabelCheckResult(
        List<SuspectedLabel> suspects,
        double[][] probabilities,
        List<ClassNoise> noise,
        double agreement,
        List<String> notes) {
    public LabelCheckResult {
        suspects = List.copyOf(suspects);
        noise = List.copyOf(noise);
        notes = List.copyOf(notes);
    }
}
