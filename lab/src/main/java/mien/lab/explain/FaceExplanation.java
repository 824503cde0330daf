package mien.lab.explain;

import java.util.List;
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
    public record Labelled(String label, double probability, mien.image.HeatMap map, Shares shares) {}

    /// The greatest heat of all maps; 1 if there is none.
    double peak() {
        double peak = maps.stream().mapToDouble(one -> one.map().peak()).max().orElse(1);
        return peak > 0 ? peak : 1;
    }
}
