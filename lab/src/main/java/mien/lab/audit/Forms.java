package mien.lab.audit;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// What the readable pictures of a data set are like.
///
/// @param pictures how many are readable
/// @param width in pixels
/// @param height in pixels
/// @param sizes how many pictures have which size (`48 x 48`), the commonest first
/// @param formats how many have which format, the commonest first
/// @param coloured how many are in colour
public record Forms(
        int pictures,
        Range width,
        Range height,
        SequencedMap<String, Integer> sizes,
        SequencedMap<String, Integer> formats,
        int coloured) {
    public Forms {
        sizes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sizes));
        formats = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(formats));
    }

    /// All zero for no pictures.
    public record Range(int smallest, int median, int largest) {
        private static Range of(List<PictureFacts> facts, ToIntFunction<PictureFacts> measure) {
            var sorted = facts.stream().mapToInt(measure).sorted().toArray();
            return sorted.length == 0
                    ? new Range(0, 0, 0)
                    : new Range(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
        }
    }

    public static Forms of(List<PictureFacts> facts) {
        return new Forms(
                facts.size(),
                Range.of(facts, PictureFacts::width),
                Range.of(facts, PictureFacts::height),
                counted(facts, picture -> picture.width() + " x " + picture.height()),
                counted(facts, picture -> picture.encoding().format()),
                (int) facts.stream().filter(PictureFacts::colour).count());
    }

    private static SequencedMap<String, Integer> counted(
            List<PictureFacts> facts, Function<PictureFacts, String> what) {
        return facts.stream()
                .collect(Collectors.groupingBy(what, LinkedHashMap::new, Collectors.summingInt(_ -> 1)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
    }
}
