package mien.face;

import java.util.List;
import mien.image.Picture;

/// Finds faces in pictures.
public interface FaceDetector extends AutoCloseable {
    List<Detection> detect(Picture picture, int minFace);

    String name();

    @Override
    void close();

    static FaceDetector cascades() {
        return new WholePicture();
    }

    static FaceDetector wholePicture() {
        return new WholePicture();
    }

    static FaceDetector of(String spec) {
        return new WholePicture();
    }
}
