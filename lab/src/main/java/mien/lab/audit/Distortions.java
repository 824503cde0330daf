package mien.lab.audit;

import java.util.Arrays;
import java.util.SplittableRandom;
import mien.image.Box;
import mien.image.Picture;

/// Makes of a face crop what no face crop should be: lying, upside down, a part of a face, a small face
/// anywhere, two halves.
final class Distortions {
    private static final int SIDE = Gradients.SIDE;

    private Distortions() {}

    /// @param thumbnail grey, [Gradients#SIDE] x [Gradients#SIDE]
    static Picture of(Picture thumbnail, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> turned(thumbnail, random.nextInt(1, 4));
            case 1 -> turned(thumbnail, 1 + 2 * random.nextInt(2));
            case 2 -> part(thumbnail, random);
            case 3 -> shrunk(thumbnail, random);
            case 4 -> rolled(thumbnail, random.nextInt(18, 31), 0);
            default -> rolled(thumbnail, random.nextInt(SIDE), random.nextInt(14, 35));
        };
    }

    private static Picture turned(Picture in, int quarters) {
        var turned = in;
        for (int q = 0; q < quarters; q++) {
            var from = turned.pixels();
            var to = new byte[from.length];
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i % SIDE * SIDE + SIDE - 1 - i / SIDE];
            }
            turned = new Picture(SIDE, SIDE, 1, to);
        }
        return turned;
    }

    private static Picture part(Picture in, SplittableRandom random) {
        int side = random.nextInt(SIDE * 3 / 10, SIDE / 2);
        return in.crop(new Box(random.nextInt(SIDE - side), random.nextInt(SIDE - side), side, side))
                .resized(SIDE, SIDE);
    }

    private static Picture shrunk(Picture in, SplittableRandom random) {
        int side = random.nextInt(SIDE / 3, SIDE / 2);
        var small = in.resized(side, side).pixels();
        var pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, small[0]);
        int left = random.nextInt(SIDE - side);
        int top = random.nextInt(SIDE - side);
        for (int y = 0; y < side; y++) {
            System.arraycopy(small, y * side, pixels, (top + y) * SIDE + left, side);
        }
        return new Picture(SIDE, SIDE, 1, pixels);
    }

    private static Picture rolled(Picture in, int right, int down) {
        var pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[(i / SIDE + down) % SIDE * SIDE + (i % SIDE + right) % SIDE] = in.pixels()[i];
        }
        return new Picture(SIDE, SIDE, 1, pixels);
    }
}
