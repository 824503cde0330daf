package mien.lab.copies;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How long the search for copies takes among made-up thumbnails, one in ten of which is a near copy of another, and
/// how many of these it finds: `bench/copies.sh [COUNT...]`.
public final class CopiesBenchmark {
    private static final int SIDE = Thumbnail.SIDE;
    private static final int FREQUENCIES = 12; // along each axis
    private static final int EVERY = 10; // one in so many pictures is a near copy of the one before it
    private static final int SEED = 31;

    private CopiesBenchmark() {}

    /// @param args how many thumbnails; several for several runs
    public static void main(String... args) {
        run(20_000); // warms up
        for (var arg : args) {
            System.out.println(run(Integer.parseInt(arg)));
        }
    }

    private static String run(int count) {
        var finder = new CopyFinder(count);
        IntStream.range(0, count).parallel().forEach(i -> finder.add(i, thumbnail(i)));
        long start = System.nanoTime();
        long before = cpu();
        var copies = finder.find();
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (cpu() - before) / 1e9;
        var runtime = Runtime.getRuntime();
        int planted = count / EVERY;
        long found = copies.near().stream().filter(CopiesBenchmark::planted).count();
        return String.format(
                Locale.ROOT,
                "%,d thumbnails: %.1f s, of processors %.1f s, %.1f us each; found %,d of %,d planted copies (%.1f %%) and %,d other groups;"
                        + " heap %.1f of %.1f GB",
                count,
                seconds,
                busy,
                1e6 * busy / count,
                found,
                planted,
                100.0 * found / planted,
                copies.near().size() - found,
                (runtime.totalMemory() - runtime.freeMemory()) / 1e9,
                runtime.maxMemory() / 1e9);
    }

    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private static boolean planted(List<Integer> group) {
        return group.size() == 2 && group.getLast() % EVERY == EVERY - 1 && group.getFirst() == group.getLast() - 1;
    }

    private static Thumbnail thumbnail(int i) {
        boolean copy = i % EVERY == EVERY - 1;
        var random = new SplittableRandom(i);
        var warp = copy ? warp(random) : Warp.IDENTITY;
        return new Thumbnail(new ContentHash(SEED, i), draw(copy ? i - 1 : i, warp, random));
    }

    /// A crop to 85 %, a rotation by up to 5 degrees, a mirror image, or other noise.
    private static Warp warp(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Warp.part(0.85, random.nextDouble(-0.15, 0.15), random.nextDouble(-0.15, 0.15), 0);
            case 1 -> Warp.part(1, 0, 0, random.nextDouble(-5, 5));
            case 2 -> Warp.MIRROR;
            default -> Warp.IDENTITY;
        };
    }

    private static byte[] draw(int picture, Warp warp, SplittableRandom noise) {
        var values = new double[SIDE * SIDE];
        waves(new SplittableRandom(~(long) picture)).forEach(wave -> wave.add(warp, values));
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        double scale = 45 / Math.sqrt(squares / values.length);
        var pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round(128 + scale * values[i] + noise.nextDouble(-4, 4)), 0, 255);
        }
        return pixels;
    }

    private static List<Wave> waves(SplittableRandom random) {
        var waves = new ArrayList<Wave>();
        for (int k = 0; k < 3 * FREQUENCIES; k++) {
            double frequency = Math.exp(random.nextDouble(Math.log(0.5), Math.log(FREQUENCIES)));
            double angle = random.nextDouble(2 * Math.PI);
            waves.add(new Wave(
                    frequency * Math.cos(angle) * Math.PI / 2,
                    frequency * Math.sin(angle) * Math.PI / 2,
                    random.nextDouble(2 * Math.PI),
                    1 / Math.sqrt(frequency)));
        }
        return waves;
    }

    private record Wave(double kx, double ky, double phase, double strength) {
        /// Each pixel of a row is the one before it, turned by the same angle.
        void add(Warp warp, double[] values) {
            double step = (kx * warp.ax() + ky * warp.ay()) * 2 / SIDE;
            double cos = Math.cos(step);
            double sin = Math.sin(step);
            for (int row = 0; row < SIDE; row++) {
                double u = 1.0 / SIDE - 1;
                double v = (row + 0.5) * 2 / SIDE - 1;
                double angle = kx * warp.x(u, v) + ky * warp.y(u, v) + phase;
                double x = strength * Math.cos(angle);
                double y = strength * Math.sin(angle);
                for (int i = row * SIDE; i < (row + 1) * SIDE; i++) {
                    values[i] += y;
                    double next = x * cos - y * sin;
                    y = x * sin + y * cos;
                    x = next;
                }
            }
        }
    }
}
