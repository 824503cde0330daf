package mien.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.net.URL;
import org.bytedeco.javacpp.Loader;

/// ONNX Runtime's native library, unpacked once a machine: left alone, ONNX Runtime unpacks it in every
/// process, which was measured to take 0.2 to 0.4 s.
final class OnnxNatives {
    private static final String LOCATION = "onnxruntime.native.path";

    private OnnxNatives() {}

    /// The one environment of this process.
    ///
    /// @throws ModelException if ONNX Runtime has no library for this machine
    static synchronized OrtEnvironment environment() {
        unpackOnce();
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new ModelException(
                    "ONNX Runtime: it cannot be started on this machine (" + Loader.getPlatform() + "): "
                            + e.getMessage(),
                    e);
        }
    }

    /// Leaves ONNX Runtime's own way alone where it is configured, where CUDA is there (its providers must lie
    /// beside
    /// the library), and where the cache cannot be written.
    private static void unpackOnce() {
        var library = resource(System.mapLibraryName("onnxruntime"));
        var bridge = resource(System.mapLibraryName("onnxruntime4j_jni"));
        var cuda = resource(System.mapLibraryName("onnxruntime_providers_cuda"));
        if (System.getProperty(LOCATION) != null || library == null || bridge == null || cuda != null) {
            return;
        }
        try {
            var unpacked = Loader.cacheResource(library);
            Loader.cacheResource(bridge);
            if (unpacked != null) {
                System.setProperty(LOCATION, unpacked.getParent());
            }
        } catch (IOException _) {
            System.clearProperty(LOCATION); // then ONNX Runtime unpacks into a temporary folder
        }
    }

    private static URL resource(String file) {
        return OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
    }

    private static String platform() {
        return switch (Loader.getPlatform()) {
            case "linux-x86_64" -> "linux-x64";
            case "linux-arm64" -> "linux-aarch64";
            case "macosx-arm64" -> "osx-aarch64";
            case "windows-x86_64" -> "win-x64";
            default -> "unknown";
        };
    }
}
