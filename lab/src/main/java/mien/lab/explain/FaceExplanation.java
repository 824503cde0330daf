package mien.lab.explain;

import java.util.List;
import mien.image.HeatMap;
import mien.image.Picture;
import mien.lab.occlusion.EyeFinder.Found;

/// One face with the reasons for what a model says of it.
///
/// @param picture what the model saw, at the resolution of the photo
/// @param eyes where eyes and mouth are in it, which places the regions
/// @param answer the most probable label
/// @param maps of the labels that were asked for
public record FaceExplanation(Picture picture, Found eyes, String answer, List<Labelled> maps) {
    public FaceExplanation {
        maps = List.copyOf(maps);
    }

    /// One label's map.
    ///
    /// @param probability calibrated
    public record Labelled(String label, double probability, HeatMap map, Shares shares) {}

    /// The heat that is drawn in full colour, the same for all maps; 1 if there is none.
    double full() {
        double full = maps.stream().mapToDouble(one -> one.map().reach()).max().orElse(1);
        return full > 0 ? full : 1;
    }
}
