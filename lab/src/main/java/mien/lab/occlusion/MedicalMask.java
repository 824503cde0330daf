package mien.lab.occlusion;

import java.util.List;
import java.util.SplittableRandom;
import mien.lab.occlusion.Painter.Paint;

/// A medical mask: three pleats, a wire over the nose, loops around the ears; its cloth bends around the face and
/// takes the light that the face has.
final class MedicalMask {
    private static final List<Tint> CLOTHS = List.of(
            new Tint(176, 208, 226), // most are light blue
            new Tint(176, 208, 226),
            new Tint(232, 234, 232),
            new Tint(184, 216, 200),
            new Tint(52, 54, 60));

    private static final Outline TOP =
            Outline.line(-1.04, 0.50, -0.72, 0.47, -0.36, 0.36, 0, 0.27, 0.36, 0.36, 0.72, 0.47, 1.04, 0.50);
    private static final Outline RIGHT_SIDE = Outline.line(1.07, 0.55, 1.06, 0.85, 1.01, 1.15, 0.90, 1.43);
    private static final Outline BOTTOM =
            Outline.line(0.87, 1.48, 0.62, 1.75, 0.32, 1.93, 0, 1.98, -0.32, 1.93, -0.62, 1.75, -0.87, 1.48);
    private static final Outline LEFT_SIDE = Outline.line(-0.90, 1.43, -1.01, 1.15, -1.06, 0.85, -1.07, 0.55);
    private static final Outline BODY = TOP.then(RIGHT_SIDE).then(BOTTOM).then(LEFT_SIDE);
    private static final Outline LOOP = Outline.line(
            1.02, 0.56, 1.16, 0.36, 1.27, 0.26, 1.35, 0.40, 1.34, 0.66, 1.24, 0.98, 1.08, 1.24, 0.91, 1.40);
    private static final List<Outline> PLEATS = List.of(
            Outline.line(-1.05, 0.78, -0.55, 0.83, 0, 0.85, 0.55, 0.83, 1.05, 0.78),
            Outline.line(-1.03, 1.00, -0.55, 1.10, 0, 1.14, 0.55, 1.10, 1.03, 1.00),
            Outline.line(-0.97, 1.23, -0.52, 1.39, 0, 1.45, 0.52, 1.39, 0.97, 1.23));
    private static final Outline WIRE = Outline.line(-0.42, 0.445, -0.2, 0.375, 0, 0.345, 0.2, 0.375, 0.42, 0.445);

    private static final double USUAL_LIGHT = 140; // brightness of a face that is lit well
    private static final double PEN = 0.045;

    private MedicalMask() {}

    static void paint(Painter painter, SplittableRandom random) {
        var cloth = CLOTHS.get(random.nextInt(CLOTHS.size())).times(random.nextDouble(0.94, 1.06));
        double left = light(painter, -0.6);
        double right = light(painter, 0.6);
        for (double grown : new double[] {0.09, 0.06, 0.03}) { // a soft shadow on the skin
            painter.fill(BODY.grown(grown).moved(0, 0.02), Paint.even(Tint.grey(10), 0.09));
        }
        var strap = cloth.times(1.04 * Math.min(1, (left + right) / 2));
        for (var loop : List.of(LOOP, LOOP.mirrored())) {
            painter.fill(loop.drawn(PEN * 1.7).moved(0, 0.015), Paint.even(Tint.grey(15), 0.25));
            painter.fill(loop.drawn(PEN), Paint.even(strap, 0.95));
        }
        painter.fill(
                BODY,
                new Paint(cloth, 1, (u, v) -> bend(u, v) * (left + (right - left) * Math.clamp((u + 1) / 2, 0, 1))));
        folds(painter, cloth.times((left + right) / 2));
    }

    /// Pleats, hems and the wire: each a dark line with a light one beside it.
    private static void folds(Painter painter, Tint cloth) {
        for (var pleat : PLEATS) {
            painter.fill(pleat.drawn(0.07).moved(0, 0.045), Paint.even(cloth.times(0.66), 0.30));
            painter.fill(pleat.drawn(0.025), Paint.even(cloth.times(0.55), 0.60));
            painter.fill(pleat.drawn(0.03).moved(0, -0.03), Paint.even(cloth.times(1.18), 0.40));
        }
        painter.fill(WIRE.drawn(0.05), Paint.even(cloth.times(1.15), 0.35));
        painter.fill(WIRE.drawn(0.018).moved(0, 0.035), Paint.even(cloth.times(0.6), 0.40));
        painter.fill(TOP.drawn(0.03).moved(0, 0.016), Paint.even(cloth.times(0.7), 0.45));
        painter.fill(BOTTOM.drawn(0.03).moved(0, -0.016), Paint.even(cloth.times(0.62), 0.50));
        painter.fill(BOTTOM.drawn(0.02).moved(0, -0.09), Paint.even(cloth.times(0.7), 0.35));
        for (var side : List.of(RIGHT_SIDE, LEFT_SIDE)) {
            painter.fill(side.drawn(0.03), Paint.even(cloth.times(0.65), 0.4));
        }
    }

    /// Brightest over the nose, darker where the cloth turns away to the sides and under the chin.
    private static double bend(double u, double v) {
        double sideways = 0.30 * Math.pow(Math.min(1.2, Math.abs(u)), 2.4);
        double nose = 0.07 * Math.exp(-u * u / 0.05) * Math.clamp(1.3 - v, 0, 1);
        double chin = 0.24 * Math.pow(Math.clamp((v - 1.3) / 0.7, 0, 1), 1.6);
        return 1.03 - sideways + nose - chin;
    }

    private static double light(Painter painter, double u) {
        return Math.clamp(Math.pow(painter.light(u, 0.6, 0.3) / USUAL_LIGHT, 0.6), 0.45, 1.1);
    }
}
