package mien;

import java.util.List;
import mien.face.Detection;

/// A photo whose faces have been found and cut out, but not yet read. It holds no pixels but those of the faces.
///
/// @param width in pixels, upright
/// @param height in pixels, upright
/// @param detections from left to right
/// @param crops for each detection, the input of the network
/// @param times what it took so far
public record Sighting(int width, int height, List<Detection> detections, List<byte[]> crops, Times times) {

    /// What a photo took, in milliseconds.
    ///
    /// @param decode to read and decode the file; 0 where the pixels were given
    /// @param detect to find the faces
    /// @param crop to cut them out
    public record Times(double decode, double detect, double crop) {
        public double sum() {
            return decode + detect + crop;
        }
    }

    public Sighting {
        detections = List.copyOf(detections);
        crops = List.copyOf(crops);
        if (crops.size() != detections.size()) {
            throw new IllegalArgumentException(
                    "sighting: " + detections.size() + " faces need as many crops, got " + crops.size());
        }
    }
}
