package mien.lab.explain;

import java.util.Locale;

/// A part of a face.
///
/// The parts are those of a fixed face whose eyes are at `(-0.5, 0)` and `(0.5, 0)` and whose mouth is at `(0,
/// 1)`: the medians of the landmarks that were set by hand on 873 nearly frontal faces of the 1,500 in
/// `face-landmarks-68`, with room around eyes, brows and mouth for what moves there. The hairline has no
/// landmarks; it is where it usually is.
public enum Region {
    EYES,
    /// With the root of the nose between them, where frowns are.
    BROWS,
    NOSE,
    MOUTH,
    CHEEKS,
    FOREHEAD,
    CHIN,
    OUTSIDE;

    /// The outline of one half of the face from the hairline to the chin; the other half is its mirror image.
    private static final double[][] OUTLINE = {
        {0, -0.98},
        {0.45, -0.92},
        {0.8, -0.7},
        {1.05, -0.38},
        {1.15, 0.03},
        {1.12, 0.3},
        {1.07, 0.56},
        {1.02, 0.8},
        {0.93, 1.07},
        {0.77, 1.3},
        {0.6, 1.45},
        {0.37, 1.58},
        {0, 1.67}
    };

    /// For people, and in files: `eyes`, `outside`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The part at a place of the fixed face.
    static Region at(double u, double v) {
        double side = Math.abs(u);
        if (v > 1.75 || v < -1 || side > halfWidth(v)) {
            return OUTSIDE;
        }
        if (Math.hypot(side / 0.56, (v - 1.03) / 0.3) <= 1) {
            return MOUTH;
        }
        if (v >= -0.17 && v <= 0.78 && side <= halfNose(v)) {
            return NOSE;
        }
        if (v >= -0.17 && v <= 0.22 && side <= 0.86) {
            return EYES;
        }
        if (v < -0.17) {
            return v >= -0.47 && side <= 1 ? BROWS : FOREHEAD;
        }
        return v > 1.2 && side < 0.6 ? CHIN : CHEEKS;
    }

    private static double halfNose(double v) {
        return v < 0.3 ? 0.19 : Math.min(0.3, 0.19 + (v - 0.3) * 0.5);
    }

    private static double halfWidth(double v) {
        for (int i = 1; i < OUTLINE.length; i++) {
            if (v <= OUTLINE[i][1]) {
                double t = (v - OUTLINE[i - 1][1]) / (OUTLINE[i][1] - OUTLINE[i - 1][1]);
                return OUTLINE[i - 1][0] + Math.max(0, t) * (OUTLINE[i][0] - OUTLINE[i - 1][0]);
            }
        }
        return 0;
    }
}
