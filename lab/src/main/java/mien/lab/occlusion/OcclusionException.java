package mien.lab.occlusion;

import mien.error.MienException;

/// A mask that does not exist, or a picture for the contact sheet that is none.
public final class OcclusionException extends MienException {
    private static final long serialVersionUID = 1;

    public OcclusionException(String message) {
        super(message);
    }
}
