package mien;

import java.util.List;
import java.util.Map;
import mien.image.Colour;

/// One colour for each emotion, told apart also by the colour-blind (Okabe and Ito 2008, with the black lightened
/// to grey).
public final class Palette {
    private static final Map<String, Colour> BY_LABEL = Map.of(
            "angry", new Colour(213, 94, 0),
            "disgust", new Colour(0, 158, 115),
            "fear", new Colour(204, 121, 167),
            "happy", new Colour(240, 228, 66),
            "sad", new Colour(0, 114, 178),
            "surprise", new Colour(86, 180, 233),
            "neutral", new Colour(187, 187, 187),
            "contempt", new Colour(230, 159, 0));

    private static final List<String> ORDER =
            List.of("happy", "sad", "angry", "surprise", "disgust", "fear", "contempt", "neutral");

    private Palette() {}

    /// The colour of a label; labels that are no basic emotion get one of the same colours, always the same.
    public static Colour of(String label) {
        var known = BY_LABEL.get(label);
        return known != null ? known : of(ORDER.get(Math.floorMod(label.hashCode(), ORDER.size())));
    }
}
