package mien.face;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mien.image.Box;
import mien.image.Mats;
import mien.image.Picture;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/// The YuNet face detector from a user's ONNX file.
public final class YuNet implements FaceDetector {
    /// At 0.8 the dogs of the test pictures are no longer faces and all 29 people of the Solvay photo are.
    private static final float MIN_SCORE = 0.8f;

    private static final float OVERLAP = 0.3f;
    private static final int TOP = 5000;
    private static final int ROW = 15; // x, y, width, height, five landmarks (x, y), score
    private static final int LONGEST_SIDE = 2048; // pixels; larger pictures are searched at this size
    private static final int SHORTEST_SIDE = 64; // pixels; smaller ones are put on a black ground of this size

    private final Pool<FaceDetectorYN> pool;

    YuNet(Path onnx) {
        if (!Files.isRegularFile(onnx)) {
            throw new DetectorException("yunet: there is no file " + onnx + "; give YuNet's .onnx file");
        }
        pool = new Pool<>("yunet", () -> load(onnx));
        try {
            detect(new Picture(SHORTEST_SIDE, SHORTEST_SIDE, 1, new byte[SHORTEST_SIDE * SHORTEST_SIDE]), 1);
        } catch (RuntimeException e) {
            pool.close();
            throw new DetectorException("yunet: " + onnx + " is not a YuNet model that OpenCV can run", e);
        }
    }

    @Override
    public List<Detection> detect(Picture picture, int minFace) {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.width(), picture.height()));
        var sized = picture.colour().resized(Math.max(1, (int) Math.round(picture.width() * scale)), Math.max(1, (int)
                Math.round(picture.height() * scale)));
        return pool.with(net -> search(net, sized)).stream()
                .map(row -> detection(row, scale))
                .filter(d -> Math.min(d.box().width(), d.box().height()) >= minFace)
                .filter(d -> d.box().x() < picture.width() && d.box().y() < picture.height())
                .sorted(Comparator.comparingInt((Detection d) -> d.box().x())
                        .thenComparingInt(d -> d.box().y()))
                .toList();
    }

    @Override
    public void prepare() {} // its constructor has tried the network already

    @Override
    public String name() {
        return "yunet";
    }

    @Override
    public void close() {
        pool.close();
    }

    private static FaceDetectorYN load(Path onnx) {
        ObjectDetection.load();
        try (var _ = new PointerScope()) {
            var net = FaceDetectorYN.create(
                    onnx.toString(), "", new Size(SHORTEST_SIDE, SHORTEST_SIDE), MIN_SCORE, OVERLAP, TOP, 0, 0);
            return net.retainReference();
        }
    }

    private static List<float[]> search(FaceDetectorYN net, Picture picture) {
        try (var _ = new PointerScope()) {
            var image = padded(Mats.toMat(picture));
            var faces = new Mat();
            net.setInputSize(image.size());
            net.detect(image, faces);
            var rows = new ArrayList<float[]>();
            for (int i = 0; i < faces.rows(); i++) {
                var row = new float[ROW];
                new FloatPointer(faces.ptr(i)).get(row);
                if (Float.isFinite(row[0] + row[1] + row[2] + row[3]) && row[2] >= 1 && row[3] >= 1) {
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    private static Mat padded(Mat image) {
        int right = Math.max(0, SHORTEST_SIDE - image.cols());
        int bottom = Math.max(0, SHORTEST_SIDE - image.rows());
        if (right == 0 && bottom == 0) {
            return image;
        }
        var out = new Mat();
        opencv_core.copyMakeBorder(
                image, out, 0, bottom, 0, right, opencv_core.BORDER_CONSTANT, new Scalar(0, 0, 0, 0));
        return out;
    }

    private static Detection detection(float[] row, double scale) {
        var box = new Box(
                (int) Math.round(row[0] / scale),
                (int) Math.round(row[1] / scale),
                Math.max(1, (int) Math.round(row[2] / scale)),
                Math.max(1, (int) Math.round(row[3] / scale)));
        var eyes = row[4] < row[6] ? new Eyes(row[4] / scale, row[5] / scale, row[6] / scale, row[7] / scale) : null;
        return new Detection(box, Math.clamp(row[ROW - 1], 0f, 1f), eyes);
    }
}
