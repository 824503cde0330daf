package mien.app.server;

import mien.Mien;
import mien.model.Head;

/// What is asked about each picture of a request.
///
/// @param mien with the detector and the gate that are wanted
/// @param minFace in pixels
/// @param maxPixels of a picture
/// @param drawn whether the pixels are kept, to draw the answer on them
record Question(Mien mien, Head head, int minFace, long maxPixels, boolean drawn) {

    /// Whether faces of both can be read in one batch.
    boolean sharesBatchWith(Question other) {
        return mien == other.mien && head.equals(other.head);
    }
}
