package mien.lab.copies;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.image.Picture;

/// Pictures drawn by a program: discs and bars of random grey, place and size on a shaded ground.
final class DrawnPictures {
    private DrawnPictures() {}

    static List<Picture> grey(int count, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(_ -> grey(random.nextInt(60, 130), random.nextInt(60, 130), random))
                .toList();
    }

    private static Picture grey(int width, int height, SplittableRandom random) {
        var values = new double[width * height];
        double slope = random.nextDouble(-60, 60);
        for (int i = 0; i < values.length; i++) {
            values[i] = 128 + slope * (i % width - width / 2.0) / width;
        }
        for (int shape = 0; shape < 14; shape++) {
            double x = random.nextDouble(0, width);
            double y = random.nextDouble(0, height);
            double a = random.nextDouble(0.05, 0.25) * width;
            double b = random.nextDouble(0.05, 0.25) * height;
            double added = random.nextDouble(30, 70) * (random.nextBoolean() ? 1 : -1);
            for (int i = 0; i < values.length; i++) {
                int row = i / width;
                if (Math.hypot((i % width - x) / a, (row - y) / b) < 1) {
                    values[i] += added;
                }
            }
        }
        var pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round(values[i]), 5, 250);
        }
        return new Picture(width, height, 1, pixels);
    }
}
