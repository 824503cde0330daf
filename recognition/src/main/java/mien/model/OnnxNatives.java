package mien.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.net.URL;
import org.bytedeco.javacpp.Loader;

/// ONNX Runtime's native library, unpacked once a machine: left alone, ONNX Runtime unpacks it in every
/// process, which was measured to take 0.2 to 0.4 s.
final class OnnxNatives {
    private static final String LOCATION = "onnxruntime.native.path";

    /// Read by ONNX Runtime, from 1.29 on, when it starts.
    private static final String REFUSAL = "ORT_DISABLE_TELEMETRY";

    private OnnxNatives() {}

    /// The one environment of this process.
    ///
    /// @throws ModelException if ONNX Runtime has no library for this machine
    static synchronized OrtEnvironment environment() {
        unpackOnce();
        refuseTelemetry();
        try {
            var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            environment.setTelemetry(false); // Windows has no other switch
            return environment;
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime: its telemetry cannot be switched off: " + e.getMessage(), e);
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new ModelException(
                    "ONNX Runtime: it cannot be started on this machine (" + Loader.getPlatform() + "): "
                            + e.getMessage(),
                    e);
        }
    }

    /// Nothing about a user's pictures or machine leaves it, and nothing is left behind. On Linux and macOS ONNX
    /// Runtime otherwise writes an id of the machine and a database below the user's home, asks a shell for the
    /// machine's disks, tries to report to its maker, ends the process where there is no shell (its pull requests
    /// 27379 and 32226), and overflows the stack of whoever starts it with a long command line.
    @SuppressWarnings("restricted") // so is loading ONNX Runtime
    private static void refuseTelemetry() {
        if (Loader.getPlatform().startsWith("windows") || System.getenv(REFUSAL) != null) {
            return;
        }
        var linker = Linker.nativeLinker();
        var setenv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setenv"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            var _ = (int) setenv.invokeExact(arena.allocateFrom(REFUSAL), arena.allocateFrom("1"), 1);
        } catch (Throwable e) {
            throw new ModelException("ONNX Runtime: its telemetry cannot be switched off: " + e.getMessage(), e);
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
