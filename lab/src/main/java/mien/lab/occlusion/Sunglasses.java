package mien.lab.occlusion;

import java.util.List;
import java.util.SplittableRandom;
import mien.lab.occlusion.Painter.Paint;

/// Sunglasses: two dark lenses in a frame, a bridge, temples to the ears, and the sky in the lenses.
final class Sunglasses {
    private static final List<Tint> FRAMES =
            List.of(new Tint(18, 18, 20), new Tint(18, 18, 20), new Tint(62, 38, 24), new Tint(96, 92, 86));

    private static final Outline LENS = Outline.smooth(
            0.19, -0.10, 0.32, -0.17, 0.60, -0.20, 0.86, -0.17, 0.93, -0.05, 0.88, 0.16, 0.74, 0.33, 0.52, 0.38, 0.32,
            0.31, 0.20, 0.12);
    private static final Outline BRIDGE = Outline.line(-0.24, -0.02, -0.12, -0.09, 0, -0.11, 0.12, -0.09, 0.24, -0.02);
    private static final Outline TEMPLE = Outline.line(0.90, -0.10, 1.08, -0.11, 1.24, -0.09, 1.36, -0.05);
    private static final double RIM = 0.055;

    private Sunglasses() {}

    static void paint(Painter painter, SplittableRandom random) {
        var frame = FRAMES.get(random.nextInt(FRAMES.size()));
        double glare = random.nextDouble(0.6, 1.4);
        for (var lens : List.of(LENS, LENS.mirrored())) { // a soft shadow on the cheeks
            painter.fill(lens.grown(0.10).moved(0, 0.05), Paint.even(Tint.grey(8), 0.14));
            painter.fill(lens.grown(0.07).moved(0, 0.03), Paint.even(Tint.grey(8), 0.14));
        }
        for (var temple : List.of(TEMPLE, TEMPLE.mirrored())) {
            painter.fill(temple.drawn(0.09), Paint.even(frame, 1));
            painter.fill(temple.drawn(0.02).moved(0, -0.025), Paint.even(frame.times(2), 0.5));
        }
        painter.fill(BRIDGE.drawn(0.085), Paint.even(frame, 1));
        painter.fill(BRIDGE.drawn(0.02).moved(0, -0.02), Paint.even(frame.times(2.4), 0.5));
        for (var lens : List.of(LENS, LENS.mirrored())) {
            painter.fill(lens.grown(RIM), Paint.even(frame, 1));
            painter.fill(lens.grown(RIM - 0.02), Paint.even(frame.times(1.35), 1));
            painter.fill(lens, new Paint(new Tint(34, 36, 40), 0.97, (u, v) -> glass(u, v, glare)));
        }
    }

    /// Darker at the top, with a slanting streak of light in each lens.
    private static double glass(double u, double v, double glare) {
        double inLens = (u < 0 ? u + 0.5 : u - 0.5) + 0.45 * v;
        double streak =
                Math.exp(-Math.pow((inLens + 0.12) / 0.09, 2)) + 0.5 * Math.exp(-Math.pow((inLens - 0.10) / 0.035, 2));
        double fade = Math.clamp((0.34 - v) / 0.5, 0, 1);
        return 0.55 + 0.9 * Math.clamp((v + 0.2) / 0.6, 0, 1) + 1.9 * glare * streak * fade;
    }
}
