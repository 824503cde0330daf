package mien.lab.faces;

/// One channel of real numbers, row by row; what lies outside repeats the border.
@SuppressWarnings("ArrayRecordComponent") // bulk data: never compared
public record Plane(int width, int height, float[] values) {
    public Plane {
        if (width <= 0 || height <= 0 || values.length != width * height) {
            throw new IllegalArgumentException(
                    "plane: " + width + "x" + height + " does not fit " + values.length + " values");
        }
    }

    static Plane zero(int width, int height) {
        return new Plane(width, height, new float[width * height]);
    }

    static Plane ofBytes(int width, int height, byte[] grey) {
        var values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(grey[i]);
        }
        return new Plane(width, height, values);
    }

    /// The value between pixels; the middle of the first pixel is `(0, 0)`.
    float linear(double x, double y) {
        double cx = Math.clamp(x, 0, width - 1);
        double cy = Math.clamp(y, 0, height - 1);
        int left = (int) cx;
        int top = (int) cy;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        float fx = (float) (cx - left);
        float fy = (float) (cy - top);
        float upper = values[top * width + left] * (1 - fx) + values[top * width + right] * fx;
        float lower = values[bottom * width + left] * (1 - fx) + values[bottom * width + right] * fx;
        return upper * (1 - fy) + lower * fy;
    }

    /// The value between pixels by Catmull and Rom's cubic, which keeps edges sharp.
    float cubic(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        var across = kernel((float) (x - left));
        var down = kernel((float) (y - top));
        float sum = 0;
        for (int j = 0; j < 4; j++) {
            int row = Math.clamp(top - 1 + j, 0, height - 1) * width;
            float line = 0;
            for (int i = 0; i < 4; i++) {
                line += across[i] * values[row + Math.clamp(left - 1 + i, 0, width - 1)];
            }
            sum += down[j] * line;
        }
        return sum;
    }

    private static float[] kernel(float t) {
        float t2 = t * t;
        float t3 = t2 * t;
        return new float[] {(-t3 + 2 * t2 - t) / 2, (3 * t3 - 5 * t2 + 2) / 2, (-3 * t3 + 4 * t2 + t) / 2, (t3 - t2) / 2
        };
    }

    /// Smoothed by a Gaussian of this standard deviation in pixels.
    Plane blurred(double sigma) {
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
        return blurredAcross(weights).transposed().blurredAcross(weights).transposed();
    }

    private Plane blurredAcross(float[] weights) {
        int radius = weights.length / 2;
        var out = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int i = -radius; i <= radius; i++) {
                    sum += weights[i + radius] * values[y * width + Math.clamp(x + i, 0, width - 1)];
                }
                out[y * width + x] = sum;
            }
        }
        return new Plane(width, height, out);
    }

    private Plane transposed() {
        var out = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[x * height + y] = values[y * width + x];
            }
        }
        return new Plane(height, width, out);
    }

    /// This plus `factor` times the other.
    Plane plus(double factor, Plane other) {
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (values[i] + factor * other.values[i]);
        }
        return new Plane(width, height, out);
    }

    Plane times(Plane other) {
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] * other.values[i];
        }
        return new Plane(width, height, out);
    }

    /// Left and right made equal by their mean.
    Plane symmetric() {
        var out = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = (values[y * width + x] + values[y * width + width - 1 - x]) / 2;
            }
        }
        return new Plane(width, height, out);
    }

    /// Shifted and scaled so that under `weights` (summing to 1) the mean is 0 and the variance 1.
    Plane standardised(Plane weights) {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            mean += weights.values[i] * values[i];
            square += weights.values[i] * (double) values[i] * values[i];
        }
        double std = Math.sqrt(Math.max(square - mean * mean, 1e-12));
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) ((values[i] - mean) / std);
        }
        return new Plane(width, height, out);
    }

    /// Change per pixel to the right.
    Plane slopeAcross() {
        var out = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = y * width;
                out[row + x] = (values[row + Math.min(x + 1, width - 1)] - values[row + Math.max(x - 1, 0)]) / 2;
            }
        }
        return new Plane(width, height, out);
    }

    /// Change per pixel downwards.
    Plane slopeDown() {
        return transposed().slopeAcross().transposed();
    }
}
