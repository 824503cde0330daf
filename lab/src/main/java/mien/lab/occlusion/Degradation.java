package mien.lab.occlusion;

import java.util.SplittableRandom;
import mien.image.Picture;

/// What poor cameras, lenses, light and files do to a picture.
final class Degradation {
    private static final double SPREAD = 0.04; // of the blur, as a share of the longer side
    private static final double LIGHT = 0.2; // that is left in the dark

    private Degradation() {}

    /// Few pixels along the longer side, and back to the old size; a picture that has no more stays as it is.
    static void lowResolution(Planes planes, int pixels) {
        if (Math.max(planes.width(), planes.height()) > pixels) {
            planes.set(small(planes, pixels).resized(planes.width(), planes.height()));
        }
    }

    private static Picture small(Planes planes, int pixels) {
        double scale = Math.min(1, (double) pixels / Math.max(planes.width(), planes.height()));
        return planes.picture().resized(shrunk(planes.width(), scale), shrunk(planes.height(), scale));
    }

    private static int shrunk(int side, double scale) {
        return (int) Math.max(1, Math.round(side * scale));
    }

    /// 16 to 24 pixels along the longer side, a sensor's noise, JPEG of quality 30 to 50.
    static void webcam(Planes planes, SplittableRandom random) {
        var few = Planes.of(small(planes, random.nextInt(16, 25)));
        noise(few, random.nextDouble(5, 11), random);
        var stored = Picture.decode(few.picture().jpeg(random.nextInt(30, 51)));
        planes.set(sameChannels(stored, planes).resized(planes.width(), planes.height()));
    }

    static void jpeg(Planes planes, int quality) {
        planes.set(sameChannels(Picture.decode(planes.picture().jpeg(quality)), planes));
    }

    private static Picture sameChannels(Picture picture, Planes planes) {
        return planes.channels() == 1 ? picture.grey() : picture.colour();
    }

    static void darkness(Planes planes, SplittableRandom random) {
        for (int i = 0; i < planes.values().length; i++) {
            planes.put(i, LIGHT * planes.at(i));
        }
        noise(planes, 2.5, random);
    }

    private static void noise(Planes planes, double deviation, SplittableRandom random) {
        for (int i = 0; i < planes.values().length; i++) {
            planes.put(i, planes.at(i) + deviation * random.nextGaussian());
        }
    }

    static void blur(Planes planes) {
        var weights = gaussian(SPREAD * Math.max(planes.width(), planes.height()));
        for (int c = 0; c < planes.channels(); c++) {
            var across = new float[planes.area()];
            for (int i = 0; i < across.length; i++) {
                across[i] = planes.at(c * planes.area() + i);
            }
            across = blurred(across, planes.width(), weights);
            var down = blurred(transposed(across, planes.width()), planes.height(), weights);
            var upright = transposed(down, planes.height());
            for (int i = 0; i < upright.length; i++) {
                planes.put(c * planes.area() + i, upright[i]);
            }
        }
    }

    private static float[] gaussian(double sigma) {
        int radius = (int) Math.ceil(2.5 * sigma);
        var weights = new float[2 * radius + 1];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.exp(-0.5 * (i - radius) * (i - radius) / (sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static float[] blurred(float[] values, int width, float[] weights) {
        int radius = weights.length / 2;
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            int x = i % width;
            float sum = 0;
            for (int k = -radius; k <= radius; k++) {
                sum += weights[k + radius] * values[i - x + Math.clamp(x + k, 0, width - 1)];
            }
            out[i] = sum;
        }
        return out;
    }

    private static float[] transposed(float[] values, int width) {
        int height = values.length / width;
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            int row = i / height;
            out[i] = values[i % height * width + row];
        }
        return out;
    }
}
