package mien.face;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mien.image.Box;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/// One thread's set of OpenCV cascades, each loaded when it is first asked.
final class Witnesses implements AutoCloseable {

    enum Cascade {
        ALT2("haarcascades/haarcascade_frontalface_alt2.xml"),
        ALT("haarcascades/haarcascade_frontalface_alt.xml"),
        DEFAULT("haarcascades/haarcascade_frontalface_default.xml"),
        LBP("lbpcascades/lbpcascade_frontalface.xml"),
        EYE("haarcascades/haarcascade_eye.xml");

        private final String file;

        Cascade(String file) {
            this.file = file;
        }
    }

    private static final int TRIAL = 64; // pixels
    private static final double TRIAL_STEP = 1.5;

    private final Map<Cascade, CascadeClassifier> loaded = new EnumMap<>(Cascade.class);

    /// This, with every cascade loaded and tried once.
    Witnesses prepared() {
        try (var _ = new PointerScope()) {
            var nothing = new Mat(TRIAL, TRIAL, opencv_core.CV_8UC1, new Scalar(0));
            for (var cascade : Cascade.values()) {
                hits(cascade, nothing, TRIAL_STEP, 1, TRIAL);
            }
        }
        return this;
    }

    /// Every single window that the cascade takes for its object, not grouped, in no fixed order.
    ///
    /// @param step ratio of one window size to the next, over 1
    /// @param smallest side of the smallest window in pixels
    /// @param largest side of the largest
    List<Box> hits(Cascade cascade, Mat grey, double step, int smallest, int largest) {
        try (var _ = new PointerScope()) {
            var found = new RectVector();
            loaded.computeIfAbsent(cascade, Witnesses::load)
                    .detectMultiScale(
                            grey, found, step, 0, 0, new Size(smallest, smallest), new Size(largest, largest));
            var boxes = new ArrayList<Box>();
            for (long i = 0; i < found.size(); i++) {
                var rect = found.get(i);
                boxes.add(new Box(rect.x(), rect.y(), rect.width(), rect.height()));
            }
            return boxes;
        }
    }

    @Override
    public void close() {
        loaded.values().forEach(CascadeClassifier::releaseReference);
        loaded.clear();
    }

    private static CascadeClassifier load(Cascade cascade) {
        var resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/" + cascade.file;
        try {
            ObjectDetection.load();
            File file = Loader.cacheResource(resource);
            if (file == null) {
                throw new DetectorException("cascades: " + resource + " is not on the class path; add OpenCV's jar for "
                        + Loader.getPlatform());
            }
            var classifier = new CascadeClassifier(file.getPath());
            classifier.retainReference();
            if (classifier.empty()) {
                throw new DetectorException("cascades: " + file + " is damaged; delete it");
            }
            return classifier;
        } catch (IOException e) {
            throw new DetectorException("cascades: " + resource + " cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
