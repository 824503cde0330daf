package mien.lab.audit;

import mien.image.Picture;
import mien.lab.audit.PictureFacts.Encoding;
import mien.lab.audit.PictureFacts.Light;
import mien.lab.dataset.Sample;

/// Measures one decoded picture.
final class Measuring {
    private static final int SHARPNESS_SIDE = 96; // pixels of the shorter side: detail finer than that no network sees
    private static final float REACH = 24; // what part of the shorter side the second blur reaches: 4 pixels of 96
    private static final int SAME_GREY = 3; // grey values that a JPEG's noise can move a constant border
    private static final int CHROMA = 12; // difference of two channels that an eye sees
    private static final double COLOURED = 0.005; // share of such pixels

    private Measuring() {}

    static PictureFacts of(Sample sample, Picture picture, Encoding encoding) {
        var grey = picture.grey();
        var light = light(grey);
        return new PictureFacts(sample, picture.width(), picture.height(), coloured(picture), encoding, light);
    }

    private static Light light(Picture grey) {
        long sum = 0;
        long squares = 0;
        for (byte pixel : grey.pixels()) {
            int value = Byte.toUnsignedInt(pixel);
            sum += value;
            squares += (long) value * value;
        }
        double mean = (double) sum / grey.pixels().length;
        double spread = Math.sqrt(Math.max(0, (double) squares / grey.pixels().length - mean * mean));
        return new Light(mean, spread, sharpness(grey), border(grey));
    }

    /// How much of the differences between neighbouring pixels a further blur would take away, in `[0, 1]`:
    /// much of those of a sharp picture, little of a blurred one. This is one less the measure of Crété et al.,
    /// "The Blur Effect: Perception and Estimation with a New No-Reference Perceptual Blur Metric", 2007. Of
    /// the two directions the worse counts, since motion blurs in one. 1 for a constant picture, which cannot
    /// be blurred.
    static double sharpness(Picture grey) {
        int shorter = Math.min(grey.width(), grey.height());
        var small = shorter <= SHARPNESS_SIDE
                ? grey
                : grey.resized(
                        Math.round((float) grey.width() * SHARPNESS_SIDE / shorter),
                        Math.round((float) grey.height() * SHARPNESS_SIDE / shorter));
        return Math.min(sharpness(small, false), sharpness(small, true));
    }

    private static double sharpness(Picture grey, boolean down) {
        int w = grey.width();
        int length = down ? grey.height() : w;
        int step = down ? w : 1;
        int next = down ? 1 : w;
        int reach = Math.max(2, Math.round(Math.min(w, grey.height()) / REACH));
        var sums = new int[length + 1];
        long all = 0;
        double lost = 0;
        for (int start = 0; start < grey.pixels().length / length * next; start += next) {
            for (int i = 0; i < length; i++) {
                sums[i + 1] = sums[i] + Byte.toUnsignedInt(grey.pixels()[start + i * step]);
            }
            double before = blurred(sums, 0, reach);
            for (int i = 1; i < length; i++) {
                int difference = Math.abs(sums[i + 1] - 2 * sums[i] + sums[i - 1]);
                double after = blurred(sums, i, reach);
                all += difference;
                lost += Math.max(0, difference - Math.abs(after - before));
                before = after;
            }
        }
        return all == 0 ? 1 : lost / all;
    }

    private static double blurred(int[] sums, int i, int reach) {
        int from = Math.max(0, i - reach);
        int to = Math.min(sums.length - 1, i + reach + 1);
        return 1.0 * (sums[to] - sums[from]) / (to - from);
    }

    /// The share of the outermost pixels that are of one grey, give or take [#SAME_GREY].
    private static double border(Picture grey) {
        var counts = new int[256 + 2 * SAME_GREY];
        int all = 0;
        int w = grey.width();
        int h = grey.height();
        for (int y = 0; y < h; y++) {
            int step = y == 0 || y == h - 1 ? 1 : Math.max(1, w - 1);
            for (int x = 0; x < w; x += step) {
                int value = Byte.toUnsignedInt(grey.pixels()[y * w + x]);
                all++;
                for (int near = value; near <= value + 2 * SAME_GREY; near++) {
                    counts[near]++;
                }
            }
        }
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        return 1.0 * most / all;
    }

    private static boolean coloured(Picture picture) {
        if (picture.channels() == 1) {
            return false;
        }
        var pixels = picture.pixels();
        int coloured = 0;
        for (int i = 0; i < pixels.length; i += 3) {
            int b = Byte.toUnsignedInt(pixels[i]);
            int g = Byte.toUnsignedInt(pixels[i + 1]);
            int r = Byte.toUnsignedInt(pixels[i + 2]);
            if (Math.max(b, Math.max(g, r)) - Math.min(b, Math.min(g, r)) > CHROMA) {
                coloured++;
            }
        }
        return coloured > COLOURED * pixels.length / 3;
    }
}
