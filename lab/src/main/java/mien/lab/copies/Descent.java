package mien.lab.copies;

import mien.lab.copies.Alignment.Grid;

/// Compares a template with a warped picture at the pixels of a grid, and tells in which direction the map is to be
/// changed. Not for many threads at once.
final class Descent {
    private static final int SIDE = Thumbnail.SIDE;
    private static final int P = 6;
    private static final double RIDGE = 1e-4;

    private final Grid grid;
    private final float[] steepest; // what each parameter changes, [pixels, 6]
    private final double[][] factor = new double[P][P]; // of the Hessian, Cholesky
    private final float[] here;
    private final float[] there;
    private final boolean[] inside;
    private double meanHere;
    private double meanThere;
    private double gain;
    private double correlation;

    Descent(Grid grid) {
        this.grid = grid;
        int size = grid.at().length;
        steepest = new float[P * size];
        here = new float[size];
        there = new float[size];
        inside = new boolean[size];
    }

    void take(float[] template) {
        var hessian = new double[P * P];
        var s = new float[P];
        for (int i = 0; i < here.length; i++) {
            int at = grid.at()[i];
            float dx = (template[at + 1] - template[at - 1]) * SIDE / 4;
            float dy = (template[at + SIDE] - template[at - SIDE]) * SIDE / 4;
            s[0] = dx * grid.u()[i];
            s[1] = dx * grid.v()[i];
            s[2] = dx;
            s[3] = dy * grid.u()[i];
            s[4] = dy * grid.v()[i];
            s[5] = dy;
            System.arraycopy(s, 0, steepest, P * i, P);
            for (int p = 0; p < P; p++) {
                for (int q = 0; q <= p; q++) {
                    hessian[P * p + q] += s[p] * s[q];
                }
            }
        }
        factorise(hessian);
    }

    private void factorise(double[] hessian) {
        double trace = 1e-9;
        for (int p = 0; p < P; p++) {
            trace += hessian[P * p + p];
        }
        for (int i = 0; i < P; i++) {
            hessian[P * i + i] += RIDGE * trace;
            for (int j = 0; j <= i; j++) {
                double sum = hessian[P * i + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j][j];
            }
        }
    }

    /// Looks at both through the grid; [#correlation] and [#step] tell what is seen.
    ///
    /// @param warp where in the picture the points of the template are
    /// @return the share of the grid that is inside the picture
    double compare(float[] template, float[] picture, Warp warp) {
        int count = sample(template, picture, warp);
        double sumH = 0;
        double sumT = 0;
        double hh = 0;
        double tt = 0;
        double ht = 0;
        for (int i = 0; i < here.length; i++) {
            if (inside[i]) {
                float h = here[i];
                float t = there[i];
                sumH += h;
                sumT += t;
                hh += h * h;
                tt += t * t;
                ht += h * t;
            }
        }
        int n = Math.max(count, 1);
        meanHere = sumH / n;
        meanThere = sumT / n;
        double varH = hh - sumH * meanHere;
        double varT = tt - sumT * meanThere;
        double covariance = ht - sumH * meanThere;
        gain = varT <= 1e-6 ? 0 : covariance / varT;
        correlation = varH <= 1e-6 || varT <= 1e-6 ? -1 : covariance / Math.sqrt(varH * varT);
        return count / (double) here.length;
    }

    double correlation() {
        return correlation;
    }

    private int sample(float[] template, float[] picture, Warp warp) {
        float half = SIDE / 2f;
        float ax = (float) warp.ax() * half;
        float bx = (float) warp.bx() * half;
        float cx = (float) (warp.cx() + 1) * half - 0.5f;
        float ay = (float) warp.ay() * half;
        float by = (float) warp.by() * half;
        float cy = (float) (warp.cy() + 1) * half - 0.5f;
        int count = 0;
        for (int i = 0; i < here.length; i++) {
            float u = grid.u()[i];
            float v = grid.v()[i];
            float x = ax * u + bx * v + cx;
            float y = ay * u + by * v + cy;
            boolean in = x >= 1 && y >= 1 && x < SIDE - 2 && y < SIDE - 2;
            inside[i] = in;
            if (in) {
                count++;
                int x0 = (int) x;
                int y0 = (int) y;
                float fx = x - x0;
                int at = y0 * SIDE + x0;
                float upper = picture[at] + fx * (picture[at + 1] - picture[at]);
                float lower = picture[at + SIDE] + fx * (picture[at + SIDE + 1] - picture[at + SIDE]);
                here[i] = template[grid.at()[i]];
                there[i] = upper + (y - y0) * (lower - upper);
            }
        }
        return count;
    }

    /// The change of the template that makes it more like what [#compare] saw in the picture.
    Warp step() {
        var sums = new double[P];
        float g = (float) gain;
        float offset = (float) (meanHere - gain * meanThere);
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        for (int i = 0; i < here.length; i++) {
            if (inside[i]) {
                float error = g * there[i] + offset - here[i];
                s0 += steepest[P * i] * error;
                s1 += steepest[P * i + 1] * error;
                s2 += steepest[P * i + 2] * error;
                s3 += steepest[P * i + 3] * error;
                s4 += steepest[P * i + 4] * error;
                s5 += steepest[P * i + 5] * error;
            }
        }
        sums[0] = s0;
        sums[1] = s1;
        sums[2] = s2;
        sums[3] = s3;
        sums[4] = s4;
        sums[5] = s5;
        solve(sums);
        return new Warp(1 + sums[0], sums[1], sums[2], sums[3], 1 + sums[4], sums[5]);
    }

    private void solve(double[] x) {
        for (int i = 0; i < P; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
        for (int i = P - 1; i >= 0; i--) {
            for (int k = i + 1; k < P; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
    }
}
