package mien.lab.metrics;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Splitting;
import mien.model.LabelSet;

/// The readable pictures of a data set, and which part of them models are to be scored on.
///
/// @param data name of the data set
/// @param labels of the data set
/// @param samples as in the pixel cache, each in the split that it had when the models were trained
/// @param part never [Part#HELD_OUT]
/// @param splitting how the split of the training was made again; empty if the data's own split counts
/// @param unreadable pictures that could not be read, in all splits
public record Pool(String data, LabelSet labels, List<Sample> samples, Part part, String splitting, int unreadable) {

    public Pool {
        samples = List.copyOf(samples);
    }

    /// Without the split of the training, training pictures would be scored: where the data has none but is what a
    /// model was trained on, it is made again. A picture that any of the models was trained on counts as such.
    ///
    /// @param pixels of the data
    /// @param trainings the splits that the models were trained with, as [ScoredModel#splitOf] finds them
    /// @throws EvaluationException if the data has no such part, or the models have learned from all of it
    public static Pool of(Dataset data, PixelCache pixels, Part asked, List<Splitting> trainings) {
        var given = pixels.samples().stream().map(Sample::split).toList();
        var made = trainings.stream()
                .filter(splitting -> !splitting.splits().equals(given))
                .distinct()
                .toList();
        var samples = made.isEmpty()
                ? pixels.samples()
                : IntStream.range(0, given.size())
                        .mapToObj(i -> with(
                                mostUsed(made.stream()
                                        .map(m -> m.splits().get(i))
                                        .toList()),
                                pixels.samples().get(i)))
                        .toList();
        var part = asked.in(data.name(), samples);
        if (asked == Part.HELD_OUT && part == Part.ALL && !made.isEmpty()) {
            throw new EvaluationException(data.name() + ": one of the models has learned from each of its pictures, so"
                    + " none is left to score them by; give other pictures, or choose all with --split");
        }
        var how = part == Part.ALL || made.isEmpty() ? "" : made.getFirst().how();
        return new Pool(
                data.name(),
                data.labels(),
                samples,
                part,
                how,
                pixels.problems().size());
    }

    private static Split mostUsed(List<Split> splits) {
        return splits.contains(Split.TRAIN)
                ? Split.TRAIN
                : splits.contains(Split.VALIDATION) ? Split.VALIDATION : Objects.requireNonNull(splits.getFirst());
    }

    private static Sample with(Split split, Sample s) {
        return new Sample(s.file(), split, s.label(), s.voted(), s.origin());
    }
}
