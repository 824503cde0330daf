package mien.lab.explain;

import mien.image.HeatMap;
import mien.image.Picture;

/// What a model goes by when it recognises a label: the mean of many maps over the mean of the faces, both brought to
/// the same place by their eyes.
///
/// @param label what the data calls them and the model answers
/// @param pictures how many of them show it in the data
/// @param right how many of these the model answers with it
/// @param averaged how many of these have eyes that were found, and make the mean
/// @param face grey
/// @param map of the label, over the face
public record MeanMap(String label, int pictures, int right, int averaged, Picture face, HeatMap map, Shares shares) {}
