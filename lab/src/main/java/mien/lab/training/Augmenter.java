package mien.lab.training;

import java.util.SplittableRandom;
import mien.image.Preprocessing;
import mien.lab.occlusion.Placements;

/// Applies an [Augmentation]. What a picture becomes depends on seed, epoch and picture alone, not on threads or
/// order.
///
/// Not safe for several threads at once.
final class Augmenter {
    private static final long MASKS = 0x6D61736B; // keeps what masks draw apart from what the rest draws

    private final Augmentation augmentation;
    private final Preprocessing size;
    private final long seed;
    private final Placements placements;
    private final float[] source;

    Augmenter(Augmentation augmentation, Preprocessing size, long seed) {
        this(augmentation, size, seed, Placements.USUAL);
    }

    Augmenter(Augmentation augmentation, Preprocessing size, long seed, Placements placements) {
        this.augmentation = augmentation;
        this.size = size;
        this.seed = seed;
        this.placements = placements;
        this.source = new float[size.height() * size.width()];
    }

    /// Whether any picture gets a mask.
    boolean masks() {
        return augmentation.mask().share() > 0;
    }

    /// Writes the changed picture.
    ///
    /// @param original `[C, H, W]`, unsigned bytes
    /// @param out receives `[C, H, W]`, in `[0, 255]`, from `offset`
    void apply(byte[] original, int epoch, int picture, float[] out, int offset) {
        applyUnmasked(masked(original, epoch, picture), epoch, picture, out, offset);
    }

    /// Writes the picture changed alike in all but masks, which a teacher need not be troubled by.
    void applyUnmasked(byte[] pixels, int epoch, int picture, float[] out, int offset) {
        var random = new SplittableRandom(mix(mix(seed, epoch), picture));
        boolean mirrored = mirrored(random, epoch, picture);
        var warp = augmentation.warp();
        var map = Affine.around(size, mirrored, spread(random, warp.degrees()), 1 + spread(random, warp.scale()))
                .shifted(spread(random, warp.shift()) * size.width(), spread(random, warp.shift()) * size.height());
        float contrast = (float) (1 + spread(random, augmentation.light().contrast()));
        float brightness = (float) (255 * spread(random, augmentation.light().brightness()));
        int area = size.height() * size.width();
        int holeX = random.nextInt(size.width());
        int holeY = random.nextInt(size.height());
        boolean hole = random.nextDouble() < augmentation.cutout().probability();
        for (int c = 0; c < size.channels(); c++) {
            for (int i = 0; i < area; i++) {
                source[i] = pixels[c * area + i] & 0xFF;
            }
            map.sample(source, size, out, offset + c * area);
            float mean = relight(out, offset + c * area, area, contrast, brightness);
            if (hole) {
                blank(out, offset + c * area, holeX, holeY, mean);
            }
        }
    }

    private byte[] masked(byte[] original, int epoch, int picture) {
        var mask = augmentation.mask();
        var random = new SplittableRandom(mix(mix(mix(seed, MASKS), epoch), picture));
        if (!(random.nextDouble() < mask.share())) {
            return original;
        }
        var pixels = original.clone();
        mask.kinds()
                .get(random.nextInt(mask.kinds().size()))
                .apply(pixels, size, placements.of(picture), random.nextLong());
        return pixels;
    }

    private boolean mirrored(SplittableRandom random, int epoch, int picture) {
        boolean chance = random.nextBoolean();
        return switch (augmentation.flip()) {
            case NEVER -> false;
            case RANDOM -> chance;
            case ALTERNATING -> ((mix(seed, picture) ^ epoch) & 1) == 0;
        };
    }

    /// Changes contrast and brightness in place; returns the new mean.
    private static float relight(float[] values, int from, int area, float contrast, float brightness) {
        double sum = 0;
        for (int i = from; i < from + area; i++) {
            sum += values[i];
        }
        float mean = (float) (sum / area);
        for (int i = from; i < from + area; i++) {
            values[i] = Math.clamp((values[i] - mean) * contrast + mean + brightness, 0f, 255f);
        }
        return Math.clamp(mean + brightness, 0f, 255f);
    }

    private void blank(float[] values, int from, int centreX, int centreY, float fill) {
        int side = augmentation.cutout().size();
        int left = Math.max(0, centreX - side / 2);
        int right = Math.min(size.width(), centreX - side / 2 + side);
        for (int y = Math.max(0, centreY - side / 2); y < Math.min(size.height(), centreY - side / 2 + side); y++) {
            for (int x = left; x < right; x++) {
                values[from + y * size.width() + x] = fill;
            }
        }
    }

    private static double spread(SplittableRandom random, double most) {
        return most * (2 * random.nextDouble() - 1);
    }

    /// One round of SplitMix64, to turn (seed, number) into a seed of its own.
    static long mix(long seed, long number) {
        long z = seed + 0x9E3779B97F4A7C15L * (number + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
