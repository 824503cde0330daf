package mien.lab.occlusion;

import java.util.SplittableRandom;
import mien.lab.occlusion.Painter.Paint;

/// A part of a face covered evenly, in a tone that the seed draws.
///
/// @param outline in the face's coordinates
record Patch(Outline outline) {
    private static final double FAR = 1e5; // as far as any picture goes
    private static final double NOSE = 0.42; // its middle

    static final Patch EYES = new Patch(Outline.smooth(
            -1.02, -0.36, -0.94, -0.46, 0, -0.48, 0.94, -0.46, 1.02, -0.36, 1.02, 0.18, 0.94, 0.28, 0, 0.30, -0.94,
            0.28, -1.02, 0.18));
    static final Patch MOUTH = new Patch(
            Outline.smooth(0, 0.78, 0.5, 0.82, 0.74, 1.12, 0.5, 1.44, 0, 1.50, -0.5, 1.44, -0.74, 1.12, -0.5, 0.82));
    static final Patch UPPER_HALF = new Patch(Outline.polygon(-FAR, -FAR, FAR, -FAR, FAR, NOSE, -FAR, NOSE));
    static final Patch LEFT = new Patch(Outline.polygon(-FAR, -FAR, 0, -FAR, 0, FAR, -FAR, FAR));
    static final Patch RIGHT = new Patch(Outline.polygon(FAR, -FAR, 0, -FAR, 0, FAR, FAR, FAR));

    void paint(Painter painter, SplittableRandom random) {
        painter.fill(outline, Paint.even(tone(random), 1));
    }

    /// A block inside the picture, its side a third to a half of the picture's shorter side.
    static void block(Planes planes, SplittableRandom random) {
        var tone = tone(random);
        int shorter = Math.min(planes.width(), planes.height());
        int side = (int) Math.max(1, Math.round(shorter * random.nextDouble(1 / 3.0, 0.5)));
        int left = random.nextInt(planes.width() - side + 1);
        int top = random.nextInt(planes.height() - side + 1);
        for (int c = 0; c < planes.channels(); c++) {
            for (int y = top; y < top + side; y++) {
                for (int x = left; x < left + side; x++) {
                    planes.put(c * planes.area() + y * planes.width() + x, tone.of(c, planes.channels()));
                }
            }
        }
    }

    /// From nearly black to light, with a slight colour.
    private static Tint tone(SplittableRandom random) {
        double grey = random.nextDouble(20, 210);
        return new Tint(
                grey + random.nextDouble(-14, 14), grey + random.nextDouble(-8, 8), grey + random.nextDouble(-14, 14));
    }
}
