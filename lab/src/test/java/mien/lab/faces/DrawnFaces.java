package mien.lab.faces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mien.image.Picture;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.model.LabelSet;

/// Faces drawn by a program: an oval with two eyes and a mouth, which is wide or round.
final class DrawnFaces {
    static final int SIDE = 48;

    private DrawnFaces() {}

    /// @param mouth half the width of the mouth in pixels
    static Plane face(double mouth) {
        var values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            double x = i % SIDE - (SIDE - 1) / 2.0;
            int row = i / SIDE;
            double y = row - (SIDE - 1) / 2.0;
            values[i] = (float) (60
                    + 130 * blob(x / 16, y / 20)
                    - 90 * blob((x - 8) / 4, (y + 6) / 2.5)
                    - 90 * blob((x + 8) / 4, (y + 6) / 2.5)
                    - 80 * blob(x / mouth, (y - 11) / 3));
        }
        return new Plane(SIDE, SIDE, values);
    }

    private static double blob(double x, double y) {
        double square = x * x + y * y;
        return Math.exp(-square * square / 2);
    }

    /// `count` faces of each label (`happy`: a wide mouth, `surprise`: a round one), each moved a little.
    static Dataset dataset(int count, Split split) {
        var labels = new LabelSet("two", List.of("happy", "surprise"));
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 2 * count; i++) {
            samples.add(new Sample(labels.labels().get(i % 2) + i, split, i % 2, null));
        }
        return new Dataset("drawn", labels, samples, List.of(), new Drawn());
    }

    private record Drawn() implements PictureSource {
        @Override
        public Picture read(Sample sample) {
            var random = new SplittableRandom(sample.file().hashCode());
            var map = Similarity.of(
                    random.nextDouble(-6, 6),
                    random.nextDouble(0.94, 1.06),
                    random.nextDouble(-2, 2),
                    random.nextDouble(-2, 2));
            var moved = map.of(face(sample.label() == 0 ? 10 : 4));
            var bytes = new byte[SIDE * SIDE];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.clamp(Math.round(moved.values()[i] + random.nextDouble(-4, 4)), 0, 255);
            }
            return new Picture(SIDE, SIDE, 1, bytes);
        }

        @Override
        public String contentKey() {
            return "drawn";
        }

        @Override
        public void close() throws IOException {}
    }
}
