package mien;

import java.util.List;

/// A photo that has been read.
///
/// @param width in pixels, upright
/// @param height in pixels, upright
/// @param faces from left to right; empty if nobody is there
/// @param milliseconds for decoding, finding and classifying
public record Photo(int width, int height, List<Face> faces, double milliseconds) {
    public Photo {
        faces = List.copyOf(faces);
    }
}
