package mien.app.server;

import java.util.Set;
import mien.Mien;
import mien.model.Head;

/// What is asked about each picture of a request.
///
/// @param mien with the detector and the gate that are wanted
/// @param minFace in pixels
/// @param maxPixels of a picture
record Question(Mien mien, Head head, int minFace, long maxPixels, Set<Extra> extras) {

    Question {
        extras = Set.copyOf(extras);
    }

    boolean wants(Extra extra) {
        return extras.contains(extra);
    }

    /// Whether faces of both can be read in one batch.
    boolean sharesBatchWith(Question other) {
        return mien == other.mien && head.equals(other.head);
    }
}
