package mien;

import java.util.List;

/// A photo that has been read.
///
/// @param width in pixels, upright
/// @param height in pixels, upright
/// @param faces from left to right, also what the gate says is not human; empty if nothing was found
/// @param milliseconds for decoding, finding and classifying
public record Photo(int width, int height, List<Face> faces, double milliseconds) {
    public Photo {
        faces = List.copyOf(faces);
    }

    /// The faces without those that are not human.
    public List<Face> humanFaces() {
        return faces.stream()
                .filter(face -> face.reading().outcome() != Outcome.NOT_HUMAN)
                .toList();
    }
}
