package mien.face;

import java.nio.file.Path;
import java.util.List;
import mien.image.Picture;

/// Finds the faces in a picture. Safe for many threads at once.
public sealed interface FaceDetector extends AutoCloseable permits Cascades, YuNet, WholePicture {

    /// The faces in a picture, ordered left to right; none is an empty list.
    ///
    /// @param minFace shorter side, in pixels of the picture, of the smallest face to look for
    /// @throws DetectorException if the picture cannot be searched
    List<Detection> detect(Picture picture, int minFace);

    /// Loads now what the first picture would otherwise wait for; may be left out, and may run beside anything else.
    ///
    /// @throws DetectorException if the detector cannot be loaded
    void prepare();

    /// The detector's name in results: `cascades`, `yunet` or `whole`.
    String name();

    @Override
    void close();

    /// The cascades that ship with OpenCV; nothing else is needed.
    static FaceDetector cascades() {
        return new Cascades(true);
    }

    /// All that the cascades look at a second time: nearly every face, and about as many false alarms, each with the
    /// score 0. For training a gate that tells them apart.
    static FaceDetector proposals() {
        return new Cascades(false);
    }

    /// The YuNet network from an ONNX file.
    ///
    /// @throws DetectorException if there is no such file or it is not YuNet
    static FaceDetector yunet(Path onnx) {
        return new YuNet(onnx);
    }

    /// Takes every picture for one face crop.
    static FaceDetector wholePicture() {
        return new WholePicture();
    }

    /// The detector that people name `cascades`, `yunet:FILE` or `whole`.
    ///
    /// @throws DetectorException if it is none of these
    static FaceDetector of(String spec) {
        if (spec.equals("cascades")) {
            return cascades();
        }
        if (spec.equals("whole")) {
            return wholePicture();
        }
        if (spec.startsWith("yunet:") && spec.length() > "yunet:".length()) {
            return yunet(Path.of(spec.substring("yunet:".length())));
        }
        throw new DetectorException(
                "detector: there is no detector '" + spec + "'; give cascades, yunet:FILE or whole");
    }
}
