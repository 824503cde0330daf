package mien.lab.crops;

/// Which squares are cut out of a photo.
///
/// @param margin side of a square, times the longer side of its box; above 0, at most 4
/// @param squares how many random squares without a face are cut out of each photo, 0 or more
/// @param smallest shortest side of a box, in pixels of the photo, at least 1
/// @param faceless whether it is known that no photo shows a face, so that none need be found
/// @param seed of the random squares
public record Cutting(double margin, int squares, int smallest, boolean faceless, long seed) {

    /// As the cascades' faces reach a model: margin 0.9, from 24 pixels on; 8 squares a photo.
    public static final Cutting DEFAULT = new Cutting(0.9, 8, 24, false, 1);

    public Cutting {
        if (!(margin > 0 && margin <= 4) || squares < 0 || smallest < 1) {
            throw new IllegalArgumentException("crops: the margin must be above 0 and at most 4, squares 0 or more,"
                    + " the smallest side at least 1, got " + margin + ", " + squares + " and " + smallest);
        }
    }

    public Cutting withMargin(double newMargin) {
        return new Cutting(newMargin, squares, smallest, faceless, seed);
    }

    public Cutting withSquares(int newSquares) {
        return new Cutting(margin, newSquares, smallest, faceless, seed);
    }

    public Cutting withFaceless(boolean newFaceless) {
        return new Cutting(margin, squares, smallest, newFaceless, seed);
    }

    public Cutting withSeed(long newSeed) {
        return new Cutting(margin, squares, smallest, faceless, newSeed);
    }
}
