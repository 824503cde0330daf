package mien.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;

/// What runs a model file on one thread: Mien, and what people would use instead.
public enum Rival {
    MIEN {
        @Override
        public Runner open(ModelFile model) {
            return new Own(model.open(Engine.DEFAULT.withThreads(1).withGpu(false)));
        }
    },
    /// A bare session with the same settings, and a buffer that is kept from call to call.
    ONNX_RUNTIME {
        @Override
        public Runner open(ModelFile model) throws OrtException {
            return new Bare(model);
        }
    },
    OPENCV_DNN {
        @Override
        public Runner open(ModelFile model) throws IOException {
            return new Dnn(model);
        }
    };

    /// Most faces in one batch.
    public static final int LARGEST_BATCH = 64;

    public abstract Runner open(ModelFile model) throws IOException, OrtException;

    /// An open model. For one thread only.
    public interface Runner extends AutoCloseable {

        /// @param faces `[C, H, W]` raw pixels each, at most [#LARGEST_BATCH]
        /// @return `[faces, classes]` by the model's default head; only Mien calibrates them
        double[][] classify(List<byte[]> faces) throws OrtException;

        @Override
        void close() throws OrtException;
    }

    private record Own(Classifier classifier) implements Runner {
        @Override
        public double[][] classify(List<byte[]> faces) {
            return classifier.classify(faces, classifier.contract().defaultHead());
        }

        @Override
        public void close() {
            classifier.close();
        }
    }

    private static final class Bare implements Runner {
        private final OrtEnvironment environment = OnnxNatives.environment();
        private final OrtSession session;
        private final Contract contract;
        private final Set<String> output;
        private final ByteBuffer pixels;

        Bare(ModelFile model) throws OrtException {
            contract = model.contract();
            output = Set.of(contract.defaultHead().name());
            pixels = ByteBuffer.allocateDirect(LARGEST_BATCH * contract.input().bytes());
            try (var options = new SessionOptions()) {
                options.setOptimizationLevel(OptLevel.ALL_OPT);
                options.setIntraOpNumThreads(1);
                session = environment.createSession(model.bytes(), options);
            }
        }

        @Override
        public double[][] classify(List<byte[]> faces) throws OrtException {
            pixels.clear();
            faces.forEach(pixels::put);
            pixels.flip();
            var in = contract.input();
            long[] shape = {faces.size(), in.channels(), in.height(), in.width()};
            try (var images = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
                    var result = session.run(Map.of(Contract.INPUT, images), output)) {
                return rows(((OnnxTensor) result.get(0)).getFloatBuffer(), faces.size());
            }
        }

        @Override
        public void close() throws OrtException {
            session.close();
        }
    }

    private static final class Dnn implements Runner {
        private final Net net;
        private final Contract contract;

        Dnn(ModelFile model) throws IOException {
            contract = model.contract();
            var file = Files.createTempFile("mien-rival", ".onnx");
            try {
                net = opencv_dnn.readNetFromONNX(
                        Files.write(file, model.bytes()).toString());
            } finally {
                Files.delete(file);
            }
        }

        @Override
        public double[][] classify(List<byte[]> faces) {
            var in = contract.input();
            try (var _ = new PointerScope()) {
                int[] shape = {faces.size(), in.channels(), in.height(), in.width()};
                var blob = new Mat(shape.length, shape, opencv_core.CV_32F);
                FloatBuffer values = blob.createBuffer();
                for (var face : faces) {
                    for (byte pixel : face) {
                        values.put(Byte.toUnsignedInt(pixel));
                    }
                }
                net.setInput(blob);
                return rows(net.forward(contract.defaultHead().name()).createBuffer(), faces.size());
            }
        }

        @Override
        public void close() {
            net.close();
        }
    }

    private static double[][] rows(FloatBuffer values, int faces) {
        var rows = new double[faces][values.remaining() / faces];
        for (var row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = values.get();
            }
        }
        return rows;
    }
}
