package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import mien.Annotation;
import mien.Photo;
import mien.app.PictureFiles.Found;
import mien.image.Picture;

/// Where annotated photos go: under the same name, and for a named folder the same path below it; never over
/// another, nor over the photos themselves. Safe for many threads.
final class AnnotatedFiles {
    private static final int JPEG_QUALITY = 92;

    private final Path folder;
    private final boolean explain;
    private final boolean amongOriginals;
    private final Map<Path, Path> copies = new HashMap<>(); // by the photo's file

    /// @param explain whether each face shows where the evidence for its answer lies
    /// @param found all that may be written, which decides the names
    /// @throws Outputs.Unwritable if `folder` cannot be made or may not be written
    AnnotatedFiles(Path folder, boolean explain, List<Found> found) {
        this.folder = folder;
        this.explain = explain;
        Outputs.checkFolder(folder, "--annotate", "annotated photos");
        amongOriginals = PictureFiles.lieIn(folder, found);
        var taken = new HashSet<Path>();
        for (var one : found) {
            if (one instanceof Found.Photo photo) {
                copies.computeIfAbsent(photo.file(), _ -> place(photo, taken));
            }
        }
    }

    /// The photos without those that are copies of others, made by an earlier run.
    List<Found> originals(List<Found> found) {
        if (!amongOriginals) {
            return found;
        }
        var made = copies.values().stream().map(PictureFiles::real).collect(Collectors.toSet());
        return found.stream()
                .filter(one -> !(one instanceof Found.Photo(var file, var _) && made.contains(PictureFiles.real(file))))
                .toList();
    }

    /// @throws Outputs.Unwritable if the file cannot be written
    void write(Found.Photo from, Picture picture, Photo photo) {
        var file = Objects.requireNonNull(copies.get(from.file()), "a photo that was not announced");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var drawn = Annotation.draw(explain ? explained(picture, photo) : picture, photo);
            Files.write(file, isJpeg(file) ? drawn.jpeg(JPEG_QUALITY) : drawn.png());
        } catch (IOException e) {
            throw new Outputs.Unwritable(file + ": the annotated photo cannot be written: " + e.getMessage(), e);
        }
    }

    private static Picture explained(Picture picture, Photo photo) {
        var out = picture;
        for (var face : photo.humanFaces()) {
            out = face.reading().explain().draw(out, face.reading().emotion());
        }
        return out;
    }

    /// JPEG stays JPEG, everything else becomes PNG; copies among the originals are called so.
    private Path place(Found.Photo photo, Set<Path> taken) {
        var below = photo.root().toAbsolutePath().relativize(photo.file().toAbsolutePath());
        var name = below.getFileName().toString();
        int dot = name.lastIndexOf('.');
        var stem = (dot <= 0 ? name : name.substring(0, dot)) + (amongOriginals ? "-annotated" : "");
        var ending = isJpeg(below) ? name.substring(dot) : ".png";
        var file = folder.resolve(below).resolveSibling(stem + ending);
        for (int i = 2; !taken.add(file); i++) {
            file = file.resolveSibling(stem + "-" + i + ending);
        }
        return file;
    }

    private static boolean isJpeg(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg");
    }
}
