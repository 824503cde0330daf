package mien.lab.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Split;
import mien.model.Head;

/// Pictures of a data set, a limited number of each label that a model knows, too.
///
/// @param split where they are from; [Split#NONE] for all of the data
/// @param byClass the numbers of the pictures in the cache, by the label's number in the head
record LabelledFaces(PixelCache pixels, Split split, Map<Integer, List<Integer>> byClass) {

    /// @param wanted the split; empty for the test split if there is one, else the validation split, else all
    /// @throws ExplainException if the data has no such split, or no label in common with the head
    static LabelledFaces of(Dataset data, PixelCache pixels, Head head, Optional<Split> wanted, Amount amount) {
        var split = wanted.orElseGet(() -> heldOut(pixels));
        var byClass = new TreeMap<Integer, List<Integer>>();
        boolean any = false;
        for (int i = 0; i < pixels.samples().size(); i++) {
            var sample = pixels.samples().get(i);
            boolean inSplit = split == Split.NONE || sample.split() == split;
            any |= inSplit;
            if (inSplit && sample.label() >= 0) {
                var label = head.labels().indexOf(data.labels().labels().get(sample.label()));
                if (label.isPresent()) {
                    byClass.computeIfAbsent(label.getAsInt(), _ -> new ArrayList<>())
                            .add(i);
                }
            }
        }
        if (!any) {
            throw new ExplainException(data.name() + ": it has no pictures in the split " + split.title()
                    + "; choose another one, or all");
        }
        if (byClass.isEmpty()) {
            throw new ExplainException(data.name() + ": none of its labels ("
                    + String.join(", ", data.labels().labels()) + ") is one of head " + head.name() + " ("
                    + String.join(", ", head.labels().labels()) + ")");
        }
        byClass.replaceAll((_, all) -> amount.some(all));
        return new LabelledFaces(pixels, split, byClass);
    }

    /// How many pictures of a label to take, and by the seed which.
    record Amount(int most, long seed) {
        List<Integer> some(List<Integer> all) {
            var mixed = new ArrayList<>(all);
            Collections.shuffle(mixed, new Random(seed));
            return mixed.stream().limit(most).sorted().toList();
        }
    }

    private static Split heldOut(PixelCache pixels) {
        for (var split : List.of(Split.TEST, Split.VALIDATION)) {
            if (pixels.samples().stream().anyMatch(sample -> sample.split() == split)) {
                return split;
            }
        }
        return Split.NONE;
    }

    byte[] face(int picture) {
        var bytes = new byte[pixels.preprocessing().bytes()];
        pixels.read(picture, bytes);
        return bytes;
    }
}
