package mien.lab.faces;

/// Finds the smooth flow that bends an aligned picture onto a template (Lucas and Kanade 1981, with a Gaussian
/// window): noses, eyes and mouths of different people come to lie upon each other.
final class Bending {
    private static final int STEPS = 6;
    private static final double STIFFNESS =
            0.05; // squared slope of the standardised template below which nothing moves
    private static final double LONGEST = 3; // pixels that anything may move
    private final double window; // pixels
    private final Plane template;
    private final Plane weights;
    private final Plane across;
    private final Plane down;
    private final Plane xx;
    private final Plane xy;
    private final Plane yy;

    /// @param window standard deviation, in pixels, of what moves together
    Bending(Plane template, Plane weights, double window) {
        this.window = window;
        this.template = template.standardised(weights);
        this.weights = weights;
        across = this.template.slopeAcross();
        down = this.template.slopeDown();
        xx = across.times(across).blurred(window);
        xy = across.times(down).blurred(window);
        yy = down.times(down).blurred(window);
    }

    Flow fit(Plane picture) {
        var flow = Flow.none(picture.width(), picture.height());
        for (int step = 0; step < STEPS; step++) {
            flow = improved(flow, picture);
        }
        return flow;
    }

    private Flow improved(Flow flow, Plane picture) {
        var error = template.plus(-1, flow.of(picture).standardised(weights));
        var bx = across.times(error).blurred(window).values();
        var by = down.times(error).blurred(window).values();
        var dx = flow.dx().values().clone();
        var dy = flow.dy().values().clone();
        for (int i = 0; i < dx.length; i++) {
            double a = xx.values()[i] + STIFFNESS;
            double b = xy.values()[i];
            double d = yy.values()[i] + STIFFNESS;
            double determinant = a * d - b * b;
            dx[i] = (float) Math.clamp(dx[i] + (d * bx[i] - b * by[i]) / determinant, -LONGEST, LONGEST);
            dy[i] = (float) Math.clamp(dy[i] + (a * by[i] - b * bx[i]) / determinant, -LONGEST, LONGEST);
        }
        return new Flow(
                new Plane(picture.width(), picture.height(), dx).blurred(window / 2),
                new Plane(picture.width(), picture.height(), dy).blurred(window / 2));
    }
}
