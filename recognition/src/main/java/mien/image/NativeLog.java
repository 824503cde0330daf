package mien.image;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;

/// Keeps OpenCV from printing its own complaints about damaged pictures to stderr.
///
/// JavaCPP does not bind OpenCV's log level, so its C++ function is called directly, under the name that GCC and
/// Clang
/// give it; where that name is not found (Windows), the complaints stay. Called only for formats whose decoders
/// log.
final class NativeLog {
    private static final String SET_LOG_LEVEL = "_ZN2cv5utils7logging11setLogLevelENS1_8LogLevelE";
    private static final int SILENT = 0;
    private static final boolean SILENCED = silenced();

    private NativeLog() {}

    /// Returns whether OpenCV is silent now.
    static boolean silence() {
        return SILENCED;
    }

    @SuppressWarnings("restricted") // native access is this class's purpose, and the JVM is started with it enabled
    private static boolean silenced() {
        var file =
                Path.of(Loader.load(opencv_core.class)).resolveSibling(System.mapLibraryName("opencv_core") + ".413");
        try {
            var lookup = SymbolLookup.libraryLookup(file, Arena.global());
            var function = lookup.find(SET_LOG_LEVEL);
            if (function.isEmpty()) {
                return false;
            }
            var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            int _ = (int)
                    Linker.nativeLinker().downcallHandle(function.get(), type).invokeExact(SILENT);
            return true;
        } catch (Throwable _) { // what invokeExact declares; a log level must not cost a picture
            return false;
        }
    }
}
