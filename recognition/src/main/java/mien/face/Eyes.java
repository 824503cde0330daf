package mien.face;

/// The centres of two eyes, in pixels of the picture; left is the one with the smaller x.
public record Eyes(double leftX, double leftY, double rightX, double rightY) {
    public Eyes {
        if (!(leftX < rightX)) {
            throw new IllegalArgumentException(
                    "eyes: the left one must have the smaller x, got " + leftX + " and " + rightX);
        }
    }
}
