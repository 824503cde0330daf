package mien.lab.faces;

/// Finds the similarity under which a picture looks most like a template: Gauss and Newton's method on the squared
/// difference of both, standardised (Baker and Matthews, "Lucas-Kanade 20 Years On", 2004: inverse compositional).
final class Registration {
    private static final int MOST_STEPS = 20;
    private static final double STILL = 0.01; // pixels: the alignment is found
    private static final double FARTHEST = 12; // pixels at the border: it is lost

    private final Plane template;
    private final Plane weights;
    private final float[][] steepest = new float[4][];
    private final double[][] inverse;

    /// @param weights how much each pixel counts, summing to 1
    Registration(Plane template, Plane weights) {
        this.template = template.standardised(weights);
        this.weights = weights;
        var across = this.template.slopeAcross();
        var down = this.template.slopeDown();
        int n = template.values().length;
        for (int k = 0; k < 4; k++) {
            steepest[k] = new float[n];
        }
        for (int i = 0; i < n; i++) {
            int row = i / template.width();
            float x = i % template.width() - (template.width() - 1) / 2f;
            float y = row - (template.height() - 1) / 2f;
            float gx = across.values()[i];
            float gy = down.values()[i];
            steepest[0][i] = gx * x + gy * y;
            steepest[1][i] = gy * x - gx * y;
            steepest[2][i] = gx;
            steepest[3][i] = gy;
        }
        inverse = Matrices.inverse(normal());
    }

    private double[][] normal() {
        var normal = new double[4][4];
        for (int j = 0; j < 4; j++) {
            for (int k = 0; k < 4; k++) {
                for (int i = 0; i < steepest[j].length; i++) {
                    normal[j][k] += weights.values()[i] * (double) steepest[j][i] * steepest[k][i];
                }
            }
            normal[j][j] += 1e-9;
        }
        return normal;
    }

    /// @param correlation of the template and the aligned picture, in `[-1, 1]`; -1 where none was found
    record Fit(Similarity similarity, double correlation) {}

    Fit fit(Plane picture, Similarity start) {
        var map = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            var change = change(map.of(picture).standardised(weights));
            map = map.after(change.inverse());
            if (isLost(map)) {
                return new Fit(start, -1);
            }
            if (reach(change) < STILL) {
                break;
            }
        }
        return new Fit(map, correlation(map.of(picture).standardised(weights)));
    }

    private Similarity change(Plane warped) {
        var right = new double[4];
        for (int i = 0; i < weights.values().length; i++) {
            double error = weights.values()[i] * (warped.values()[i] - template.values()[i]);
            for (int k = 0; k < 4; k++) {
                right[k] += error * steepest[k][i];
            }
        }
        var p = Matrices.times(inverse, right);
        return new Similarity(1 + p[0], p[1], p[2], p[3]);
    }

    private double correlation(Plane warped) {
        double sum = 0;
        for (int i = 0; i < weights.values().length; i++) {
            sum += weights.values()[i] * warped.values()[i] * template.values()[i];
        }
        return sum;
    }

    private boolean isLost(Similarity map) {
        return !(reach(map) < FARTHEST * template.width() / 48.0);
    }

    /// How far a map moves things near the border, in pixels.
    private double reach(Similarity map) {
        double radius = template.width() / 2.0;
        return Math.hypot(map.dx(), map.dy()) + radius * Math.hypot(map.a() - 1, map.b());
    }
}
