package mien.face;

import java.util.List;
import mien.image.Box;
import mien.image.Picture;

/// Takes every picture for one face, for data sets of crops.
public final class WholePicture implements FaceDetector {
    WholePicture() {}

    @Override
    public List<Detection> detect(Picture picture, int minFace) {
        if (Math.min(picture.width(), picture.height()) < minFace) {
            return List.of();
        }
        return List.of(new Detection(new Box(0, 0, picture.width(), picture.height()), 1, null));
    }

    @Override
    public void prepare() {}

    @Override
    public String name() {
        return "whole";
    }

    @Override
    public void close() {}
}
