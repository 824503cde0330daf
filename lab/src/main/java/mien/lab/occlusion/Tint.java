package mien.lab.occlusion;

/// A colour, each part in `[0, 255]`.
record Tint(double red, double green, double blue) {

    static Tint grey(double value) {
        return new Tint(value, value, value);
    }

    /// What a channel of a picture gets.
    ///
    /// @param channels 1 (grey, by ITU-R BT.601) or 3 (red, green, blue)
    double of(int channel, int channels) {
        if (channels == 1) {
            return 0.299 * red + 0.587 * green + 0.114 * blue;
        }
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }

    Tint times(double factor) {
        return new Tint(red * factor, green * factor, blue * factor);
    }
}
