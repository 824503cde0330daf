package mien.lab.copies;

import java.util.Arrays;

/// Lays one thumbnail over another, and measures how well their details agree: the inverse compositional algorithm
/// of Baker and Matthews ("Lucas-Kanade 20 Years On", 2004) with six parameters on standardised brightness.
///
/// Not for many threads at once.
final class Alignment {
    private static final int SIDE = Thumbnail.SIDE;
    private static final int SIZE = SIDE * SIDE;
    private static final int P = 6;
    private static final int ROUNDS = 8;
    private static final int BORDER = 2; // pixels that a rotation may have painted

    private final float[] template = new float[SIZE];
    private final float[] picture = new float[SIZE];
    private final float[] warped = new float[SIZE];
    private final float[] detail = new float[SIZE];
    private final float[] templateDetail = new float[SIZE];
    private final float[][] steepest = new float[P][SIZE];
    private final boolean[] inside = new boolean[SIZE];
    private final double[][] hessian = new double[P][P];
    private final double[] gradient = new double[P];
    private final float[] scratch = new float[SIZE];

    /// The agreement of the details of two pictures, from -1 to 1, near 1 for copies; -1 where they cannot be laid
    /// over each other.
    ///
    /// @param start about where in `other` the points of `one` are
    double agreement(Thumbnail one, Thumbnail other, Warp start) {
        one.smooth(template);
        other.smooth(picture);
        descend();
        var warp = start;
        for (int round = 0; round < ROUNDS; round++) {
            int count = sample(warp);
            if (count < SIZE * 0.6) {
                return -1;
            }
            var step = step(count);
            if (step == null) {
                return -1;
            }
            warp = warp.after(step);
            if (!plausible(warp)) {
                return -1;
            }
            double change = Math.abs(step.cx()) + Math.abs(step.cy()) + Math.abs(step.bx()) + Math.abs(step.ay());
            if (change < 0.005) {
                break;
            }
        }
        return sample(warp) < SIZE * 0.6 ? -1 : detailCorrelation();
    }

    private static boolean plausible(Warp warp) {
        double determinant = Math.abs(warp.determinant());
        double sign = Math.signum(warp.determinant());
        double rotation = Math.abs(warp.ay() - sign * warp.bx()) / 2;
        double shear = Math.abs(warp.ay() + sign * warp.bx()) / 2;
        double stretch = Math.abs(warp.by() / (sign * warp.ax()));
        return determinant > 0.55
                && determinant < 1.6
                && rotation < 0.2
                && shear < 0.12
                && stretch > 0.85
                && stretch < 1.18
                && Math.abs(warp.cx()) < 0.35
                && Math.abs(warp.cy()) < 0.35;
    }

    /// What each parameter changes in the template.
    private void descend() {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int i = y * SIDE + x;
                float dx = (template[y * SIDE + Math.min(x + 1, SIDE - 1)] - template[y * SIDE + Math.max(x - 1, 0)])
                        * SIDE
                        / 4;
                float dy = (template[Math.min(y + 1, SIDE - 1) * SIDE + x] - template[Math.max(y - 1, 0) * SIDE + x])
                        * SIDE
                        / 4;
                float u = (x + 0.5f) * 2 / SIDE - 1;
                float v = (y + 0.5f) * 2 / SIDE - 1;
                steepest[0][i] = dx * u;
                steepest[1][i] = dx * v;
                steepest[2][i] = dx;
                steepest[3][i] = dy * u;
                steepest[4][i] = dy * v;
                steepest[5][i] = dy;
            }
        }
    }

    /// Fills `warped` and `inside`.
    ///
    /// @return how many pixels are inside
    private int sample(Warp warp) {
        int count = 0;
        for (int y = 0; y < SIDE; y++) {
            double v = (y + 0.5) * 2 / SIDE - 1;
            for (int x = 0; x < SIDE; x++) {
                double u = (x + 0.5) * 2 / SIDE - 1;
                int i = y * SIDE + x;
                float px = (float) ((warp.x(u, v) + 1) / 2 * SIDE - 0.5);
                float py = (float) ((warp.y(u, v) + 1) / 2 * SIDE - 0.5);
                inside[i] = px > -0.6f && py > -0.6f && px < SIDE - 0.4f && py < SIDE - 0.4f;
                int x0 = Math.clamp((int) Math.floor(px), 0, SIDE - 2);
                int y0 = Math.clamp((int) Math.floor(py), 0, SIDE - 2);
                float fx = Math.clamp(px - x0, 0f, 1f);
                float fy = Math.clamp(py - y0, 0f, 1f);
                int at = y0 * SIDE + x0;
                float upper = picture[at] + fx * (picture[at + 1] - picture[at]);
                float lower = picture[at + SIDE] + fx * (picture[at + SIDE + 1] - picture[at + SIDE]);
                warped[i] = upper + fy * (lower - upper);
                count += inside[i] ? 1 : 0;
            }
        }
        return count;
    }

    private Warp step(int count) {
        double meanT = 0;
        double meanW = 0;
        for (int i = 0; i < SIZE; i++) {
            if (inside[i]) {
                meanT += template[i];
                meanW += warped[i];
            }
        }
        meanT /= count;
        meanW /= count;
        double tt = 0;
        double ww = 0;
        double tw = 0;
        for (int i = 0; i < SIZE; i++) {
            if (inside[i]) {
                tt += (template[i] - meanT) * (template[i] - meanT);
                ww += (warped[i] - meanW) * (warped[i] - meanW);
                tw += (template[i] - meanT) * (warped[i] - meanW);
            }
        }
        if (tw <= 0.2 * Math.sqrt(tt * ww)) {
            return null;
        }
        double gain = tw / ww;
        for (var row : hessian) {
            Arrays.fill(row, 0);
        }
        Arrays.fill(gradient, 0);
        var s = new float[P];
        for (int i = 0; i < SIZE; i++) {
            if (inside[i]) {
                double error = gain * (warped[i] - meanW) - (template[i] - meanT);
                for (int p = 0; p < P; p++) {
                    s[p] = steepest[p][i];
                    gradient[p] += s[p] * error;
                    for (int q = 0; q <= p; q++) {
                        hessian[p][q] += s[p] * s[q];
                    }
                }
            }
        }
        double trace = 0;
        for (int p = 0; p < P; p++) {
            trace += hessian[p][p];
        }
        for (int p = 0; p < P; p++) {
            hessian[p][p] += 1e-4 * trace + 1e-9;
        }
        solve();
        var g = gradient;
        var forward = new Warp(1 + g[0], g[1], g[2], g[3], 1 + g[4], g[5]);
        return Math.abs(forward.determinant()) < 0.3 ? null : forward.inverse();
    }

    /// Cholesky, in place: `gradient` becomes the solution.
    private void solve() {
        for (int i = 0; i < P; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = hessian[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= hessian[i][k] * hessian[j][k];
                }
                hessian[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / hessian[j][j];
            }
        }
        for (int i = 0; i < P; i++) {
            for (int k = 0; k < i; k++) {
                gradient[i] -= hessian[i][k] * gradient[k];
            }
            gradient[i] /= hessian[i][i];
        }
        for (int i = P - 1; i >= 0; i--) {
            for (int k = i + 1; k < P; k++) {
                gradient[i] -= hessian[k][i] * gradient[k];
            }
            gradient[i] /= hessian[i][i];
        }
    }

    private double detailCorrelation() {
        detail(template, templateDetail);
        detail(warped, detail);
        double sumT = 0;
        double sumW = 0;
        double tt = 0;
        double ww = 0;
        double tw = 0;
        int n = 0;
        for (int y = BORDER; y < SIDE - BORDER; y++) {
            for (int x = BORDER; x < SIDE - BORDER; x++) {
                int i = y * SIDE + x;
                if (inside[i]) {
                    n++;
                    sumT += templateDetail[i];
                    sumW += detail[i];
                    tt += (double) templateDetail[i] * templateDetail[i];
                    ww += (double) detail[i] * detail[i];
                    tw += (double) templateDetail[i] * detail[i];
                }
            }
        }
        double t = tt - sumT * sumT / n;
        double w = ww - sumW * sumW / n;
        return t <= 0 || w <= 0 ? -1 : (tw - sumT * sumW / n) / Math.sqrt(t * w);
    }

    /// What differs from the wider surroundings.
    private void detail(float[] in, float[] out) {
        box(in, scratch);
        box(scratch, out);
        for (int i = 0; i < SIZE; i++) {
            out[i] = in[i] - out[i];
        }
    }

    /// The mean over 5 x 5 pixels; beyond the border is the border.
    private static void box(float[] in, float[] out) {
        var rows = new float[SIZE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int d = -2; d <= 2; d++) {
                    sum += in[y * SIDE + Math.clamp(x + d, 0, SIDE - 1)];
                }
                rows[y * SIDE + x] = sum / 5;
            }
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int d = -2; d <= 2; d++) {
                    sum += rows[Math.clamp(y + d, 0, SIDE - 1) * SIDE + x];
                }
                out[y * SIDE + x] = sum / 5;
            }
        }
    }
}
