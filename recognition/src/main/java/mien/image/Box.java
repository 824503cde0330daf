package mien.image;

/// A rectangle in pixels of the upright picture; `x` and `y` are its left upper corner and may lie outside.
public record Box(int x, int y, int width, int height) {
    public Box {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("box: width and height must be positive, got " + width + "x" + height);
        }
    }

    /// The square around the same centre whose side is the longer side of this box times `scale`.
    public Box square(double scale) {
        int side = Math.max(1, (int) Math.round(Math.max(width, height) * scale));
        return new Box(
                (int) Math.round(x + width / 2.0 - side / 2.0),
                (int) Math.round(y + height / 2.0 - side / 2.0),
                side,
                side);
    }

    public long area() {
        return (long) width * height;
    }

    /// Intersection over union with another box, in `[0, 1]`.
    public double iou(Box other) {
        int w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        int h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        double common = (double) w * h;
        return common / (area() + other.area() - common);
    }
}
