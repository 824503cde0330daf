package mien;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import mien.error.MienException;
import mien.image.Box;
import mien.image.HeatColours;
import mien.image.HeatMap;
import mien.image.Picture;

/// Which places of a face spoke for and against each answer: class activation maps, whose cells add up to what
/// the network said before it was turned into probabilities, but for a constant.
///
/// The maps are as fine as the network's last feature map, which for Mien's own networks is a few cells across:
/// they tell the mouth from the eyes, not the iris from the lid.
///
/// @param area the square of the photo that the network saw, in pixels; it may reach beyond the border
/// @param maps over that area, by label, in the model's order
public record Explanation(Box area, Map<String, HeatMap> maps) {
    public Explanation {
        maps = Collections.unmodifiableMap(new LinkedHashMap<>(maps));
    }

    /// @throws NotExplained if the model has no such label
    public HeatMap map(String label) {
        var map = maps.get(label);
        if (map == null) {
            throw new NotExplained("explanation: there is no label '" + label + "'; choose one of "
                    + String.join(", ", maps.keySet()));
        }
        return map;
    }

    /// The photo with one label's map over the face: orange speaks for it, blue against.
    ///
    /// @param photo what the face was found in
    /// @throws NotExplained if the model has no such label
    public Picture draw(Picture photo, String label) {
        var map = map(label);
        return map.peak() > 0 ? HeatColours.over(photo, area, map, map.reach()) : photo.colour();
    }

    /// There is no explanation of this; the message says why.
    public static final class NotExplained extends MienException {
        private static final long serialVersionUID = 1L;

        NotExplained(String message) {
            super(message);
        }
    }
}
