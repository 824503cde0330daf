package mien.face;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.bytedeco.opencv.presets.opencv_highgui;

/// OpenCV's library that finds faces, loaded without its windows.
///
/// JavaCPP loads `objdetect` together with all modules before it, of which `highgui` wants GTK 2 on Linux: servers and
/// containers seldom have it, and a JVM that fails to load it once cannot find faces any more (JavaCPP Presets' issue
/// 593). Where nobody can be shown a window, another library therefore stands in for `highgui`.
final class ObjectDetection {
    private static final String CORE = "jniopencv_core";
    private static final String WINDOWS = "opencv_highgui";
    private static final String GTK = "libgtk-x11-2.0.so.0";

    private static final class Once {
        static {
            var core = Loader.load(opencv_core.class);
            if (Loader.getPlatform().startsWith("linux") && !hasWindows()) {
                for (var library : windows()) {
                    Loader.loadLibrary(opencv_core.class, new URL[] {url(core)}, library);
                }
            }
            Loader.load(CascadeClassifier.class);
        }

        static void loaded() {}
    }

    private ObjectDetection() {}

    /// To be called before the first use of a class of OpenCV's `objdetect`.
    ///
    /// @throws LinkageError if OpenCV's jar has no libraries for this platform
    static void load() {
        Once.loaded();
    }

    @SuppressWarnings("restricted") // JavaCPP loads native libraries, too
    private static boolean hasWindows() {
        if (Boolean.getBoolean("java.awt.headless")) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(GTK, arena);
            return true;
        } catch (IllegalArgumentException _) { // there is none
            return false;
        }
    }

    /// Names under which JavaCPP asks for the module, with its version, and for the bridge to it.
    private static List<String> windows() {
        var module = Loader.loadProperties(opencv_highgui.class, Loader.loadProperties(), true);
        return Stream.concat(module.get("platform.link").stream(), Stream.of("jni" + WINDOWS))
                .filter(name -> name.contains(WINDOWS))
                .toList();
    }

    /// Where JavaCPP took the library from, which says only its name if it found it on the library path.
    private static URL url(String core) {
        try {
            var file = core.contains(File.separator) ? Path.of(core) : onLibraryPath();
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e); // files have URLs
        }
    }

    private static Path onLibraryPath() {
        var name = System.mapLibraryName(CORE);
        var folders = new StringTokenizer(System.getProperty("java.library.path", ""), File.pathSeparator);
        while (folders.hasMoreTokens()) {
            var file = Path.of(folders.nextToken(), name).toAbsolutePath();
            if (file.toFile().isFile()) {
                return file;
            }
        }
        throw new UnsatisfiedLinkError(name + " is not on java.library.path");
    }
}
