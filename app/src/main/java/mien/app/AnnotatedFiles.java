package mien.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import mien.Annotation;
import mien.Photo;
import mien.app.PictureFiles.Found;
import mien.error.MienException;
import mien.image.Picture;

/// Where annotated photos go: under the same name, and for a named folder the same path below it; never over
/// another, nor over the photos themselves.
final class AnnotatedFiles {
    private static final int JPEG_QUALITY = 92;

    private final Path folder;
    private final boolean explain;
    private final Set<Path> taken = new HashSet<>();

    /// @param explain whether each face shows where the evidence for its answer lies
    /// @throws Unwritable if `folder` cannot be made or may not be written
    AnnotatedFiles(Path folder, boolean explain) {
        this.folder = folder;
        this.explain = explain;
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new Unwritable(folder + ": is a file; give --annotate a folder", e);
        } catch (IOException e) {
            throw new Unwritable(folder + ": the folder for annotated photos cannot be made; give another one", e);
        }
        if (!Files.isWritable(folder)) {
            throw new Unwritable(folder + ": annotated photos may not be written here; give another folder");
        }
    }

    /// @throws Unwritable if the file cannot be written
    void write(Found.Photo from, Picture picture, Photo photo) {
        var relative = from.root().toAbsolutePath().relativize(from.file().toAbsolutePath());
        var file = place(relative.toString(), inPlace(from.root()) ? "-annotated" : "");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var drawn = Annotation.draw(explain ? explained(picture, photo) : picture, photo);
            Files.write(file, isJpeg(file) ? drawn.jpeg(JPEG_QUALITY) : drawn.png());
        } catch (IOException e) {
            throw new Unwritable(file + ": the annotated photo cannot be written: " + e.getMessage(), e);
        }
    }

    private static Picture explained(Picture picture, Photo photo) {
        var out = picture;
        for (var face : photo.humanFaces()) {
            out = face.reading().explain().draw(out, face.reading().emotion());
        }
        return out;
    }

    /// JPEG stays JPEG, everything else becomes PNG.
    private synchronized Path place(String name, String suffix) {
        int dot = name.lastIndexOf('.');
        var stem = (dot <= 0 ? name : name.substring(0, dot)) + suffix;
        var ending = isJpeg(Path.of(name)) ? name.substring(dot) : ".png";
        var file = folder.resolve(stem + ending);
        for (int i = 2; !taken.add(file); i++) {
            file = folder.resolve(stem + "-" + i + ending);
        }
        return file;
    }

    private boolean inPlace(Path root) {
        return folder.toAbsolutePath().normalize().equals(root.toAbsolutePath().normalize());
    }

    private static boolean isJpeg(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /// The folder for annotated photos has no room or may not be written.
    static final class Unwritable extends MienException {
        private static final long serialVersionUID = 1L;

        private Unwritable(String message) {
            super(message);
        }

        private Unwritable(String message, IOException cause) {
            super(message, cause);
        }
    }
}
