package mien.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.net.URL;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;

/// ONNX Runtime's native library, unpacked once a machine: left alone, ONNX Runtime unpacks it in every
/// process, which was measured to take 0.2 to 0.4 s.
final class OnnxNatives {
    private static final String LOCATION = "onnxruntime.native.path";

    private OnnxNatives() {}

    /// Enough for the longest command line that Linux passes on, 2 MB.
    private static final long DEEP_STACK_BYTES = 640L << 20;

    /// The one environment of this process.
    ///
    /// @throws ModelException if ONNX Runtime has no library for this machine
    static synchronized OrtEnvironment environment() {
        unpackOnce();
        try {
            return onDeepStack(OnnxNatives::quietEnvironment);
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new ModelException(
                    "ONNX Runtime: it cannot be started on this machine (" + Loader.getPlatform() + "): "
                            + e.getMessage(),
                    e);
        }
    }

    private static OrtEnvironment quietEnvironment() {
        var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        try {
            environment.setTelemetry(false); // nothing about a user's pictures or machine leaves it
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime: its telemetry cannot be switched off: " + e.getMessage(), e);
        }
        return environment;
    }

    /// ONNX Runtime 1.29 matches the process's command line against a recursive regular expression when it starts,
    /// some 250 bytes of stack for each character: with a thousand file names, or a long class path, the usual 1 MB
    /// of a Java thread overflows and the process dies without a word. Address space costs nothing until it is
    /// used.
    private static OrtEnvironment onDeepStack(Supplier<OrtEnvironment> start) {
        var task = new FutureTask<>(start::get);
        var thread = new Thread(null, task, "mien-onnx-start", DEEP_STACK_BYTES);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("ONNX Runtime: interrupted while it started", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException reason -> throw reason;
                case Error reason -> throw reason;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Leaves ONNX Runtime's own way alone where it is configured, where CUDA is there (its providers must lie
    /// beside the library), and where the cache cannot be written.
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
