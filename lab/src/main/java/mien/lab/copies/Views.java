package mien.lab.copies;

import java.util.ArrayList;
import java.util.List;

/// The views of a picture under which it may turn up again: whole, slightly turned, and cropped.
///
/// A view is described by the low frequencies of its discrete cosine transform, as in perceptual hashing (Zauner,
/// "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010).
final class Views {
    /// View 0 is the picture as it is.
    static final List<Warp> ALL = all();

    static final int BITS = 63;

    /// The bits that change their sign when the picture is mirrored.
    static final long ODD = odd();

    private static final int SIDE = 12; // pixels of a view
    private static final int K = 8; // frequencies along each axis
    private static final float[] COSINES = cosines();

    private final float[] smooth = new float[Thumbnail.SIDE * Thumbnail.SIDE];
    private final float[] view = new float[SIDE * SIDE];
    private final float[] half = new float[SIDE * K];
    private final int[][] offsets = new int[ALL.size()][SIDE * SIDE];
    private final float[][] fractions = new float[ALL.size()][2 * SIDE * SIDE];

    Views() {
        for (int v = 0; v < ALL.size(); v++) {
            place(ALL.get(v), offsets[v], fractions[v]);
        }
    }

    private static List<Warp> all() {
        var all = new ArrayList<Warp>();
        all.add(Warp.IDENTITY);
        all.add(Warp.part(1, 0, 0, -3.5));
        all.add(Warp.part(1, 0, 0, 3.5));
        for (int y = -3; y <= 3; y += 2) {
            for (int x = -3; x <= 3; x += 2) {
                all.add(Warp.part(0.86, 0.042 * x, 0.042 * y, 0));
            }
        }
        return List.copyOf(all);
    }

    /// The sum of the frequencies along and across that a bit stands for.
    static int frequencies(int bit) {
        return (bit + 1) % K + (bit + 1) / K;
    }

    private static long odd() {
        long odd = 0;
        for (int i = 0; i < BITS; i++) {
            odd |= (long) ((i + 1) % K & 1) << i;
        }
        return odd;
    }

    private static float[] cosines() {
        var cosines = new float[K * SIDE];
        for (int k = 0; k < K; k++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[k * SIDE + x] = (float) Math.cos(Math.PI * k * (x + 0.5) / SIDE);
            }
        }
        return cosines;
    }

    private static void place(Warp warp, int[] offsets, float[] fractions) {
        int last = Thumbnail.SIDE - 2;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int row = i / SIDE;
            double x = (i % SIDE + 0.5) * 2 / SIDE - 1;
            double y = (row + 0.5) * 2 / SIDE - 1;
            double px = (warp.x(x, y) + 1) / 2 * Thumbnail.SIDE - 0.5;
            double py = (warp.y(x, y) + 1) / 2 * Thumbnail.SIDE - 0.5;
            int x0 = Math.clamp((int) Math.floor(px), 0, last);
            int y0 = Math.clamp((int) Math.floor(py), 0, last);
            offsets[i] = y0 * Thumbnail.SIDE + x0;
            fractions[2 * i] = (float) Math.clamp(px - x0, 0, 1);
            fractions[2 * i + 1] = (float) Math.clamp(py - y0, 0, 1);
        }
    }

    /// Takes the thumbnail whose views [#describe] describes.
    void take(Thumbnail thumbnail) {
        thumbnail.smooth(smooth);
    }

    /// The strengths of the frequencies, row by row without the constant, of length 1 together.
    ///
    /// @param out `[BITS]`
    void describe(int v, float[] out) {
        sample(offsets[v], fractions[v]);
        for (int y = 0; y < SIDE; y++) {
            for (int k = 0; k < K; k++) {
                float sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += view[y * SIDE + x] * COSINES[k * SIDE + x];
                }
                half[k * SIDE + y] = sum;
            }
        }
        double squares = 0;
        for (int i = 1; i <= BITS; i++) {
            int row = i / K;
            float sum = 0;
            for (int y = 0; y < SIDE; y++) {
                sum += half[i % K * SIDE + y] * COSINES[row * SIDE + y];
            }
            out[i - 1] = sum;
            squares += (double) sum * sum;
        }
        float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-6));
        for (int i = 0; i < BITS; i++) {
            out[i] *= scale;
        }
    }

    private void sample(int[] offset, float[] fraction) {
        int next = Thumbnail.SIDE;
        for (int i = 0; i < view.length; i++) {
            int at = offset[i];
            float upper = smooth[at] + fraction[2 * i] * (smooth[at + 1] - smooth[at]);
            float lower = smooth[at + next] + fraction[2 * i] * (smooth[at + next + 1] - smooth[at + next]);
            view[i] = upper + fraction[2 * i + 1] * (lower - upper);
        }
    }
}
