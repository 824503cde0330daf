package mien.lab.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;

/// A data set of drawn pictures in memory, put together picture by picture.
final class DrawnData {
    private final LabelSet labels = new LabelSet("three", List.of("happy", "sad", "angry"));
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    DrawnData add(String file, byte[] encoded, Split split, @Nullable Votes votes) {
        int label = labels.labels().indexOf(file.substring(0, file.indexOf('/')));
        samples.add(new Sample(file, split, label, votes));
        files.put(file, encoded);
        return this;
    }

    DrawnData add(String file, Picture picture) {
        return add(file, picture.png(), Split.NONE, null);
    }

    DrawnData add(String file, Picture picture, Split split) {
        return add(file, picture.png(), split, null);
    }

    Dataset dataset() {
        return new Dataset("drawn", "made by a test", labels, samples, List.of(), new Files(Map.copyOf(files)));
    }

    /// @param grey of a pixel by column and row
    static Picture drawn(int width, int height, IntBinaryOperator grey) {
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(grey.applyAsInt(i % width, i / width), 0, 255);
        }
        return new Picture(width, height, 1, pixels);
    }

    /// Blots that are different for each seed.
    static Picture blots(int side, int seed) {
        var random = new SplittableRandom(seed);
        var coarse = new int[49];
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] = random.nextInt(20, 236);
        }
        return drawn(side, side, (x, y) -> coarse[y * 7 / side * 7 + x * 7 / side]);
    }

    static Votes votes(int happy, int sad, int angry) {
        return new Votes(List.of(0, happy, 0, sad, angry, 0, 0, 0), 0, 0);
    }

    private record Files(Map<String, byte[]> files) implements PictureSource {
        @Override
        public Picture read(Sample sample) {
            return Picture.decode(encoded(sample).orElseThrow());
        }

        @Override
        public Optional<byte[]> encoded(Sample sample) {
            var bytes = files.getOrDefault(sample.file(), new byte[0]);
            if (bytes.length == 0) {
                throw new PictureException("is empty");
            }
            return Optional.of(bytes);
        }

        @Override
        public String contentKey() {
            return "drawn";
        }

        @Override
        public void close() {}
    }
}
