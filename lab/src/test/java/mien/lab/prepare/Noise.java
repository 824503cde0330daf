package mien.lab.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import mien.image.Picture;

/// Data sets of pictures that have nothing in common, and what was made of them.
final class Noise {
    private Noise() {}

    static Picture picture(long seed, int side, int channels) {
        var random = new SplittableRandom(seed);
        var pixels = new byte[side * side * channels];
        random.nextBytes(pixels);
        return new Picture(side, side, channels, pixels);
    }

    static void write(Path file, Picture picture) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, picture.png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `count` grey pictures of 48 x 48 pixels, `LABEL/0.png` and so on.
    static void label(Path data, String label, int count) {
        for (int i = 0; i < count; i++) {
            write(data.resolve(label).resolve(i + ".png"), picture(label.hashCode() * 1000L + i, 48, 1));
        }
    }

    /// Files of a folder or zip by name, as texts of their bytes.
    static Map<String, String> content(Path place) throws IOException {
        var content = new TreeMap<String, String>();
        if (Files.isDirectory(place)) {
            try (var files = Files.walk(place)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var name = place.relativize(file).toString().replace('\\', '/');
                    content.put(name, text(Files.readAllBytes(file)));
                }
            }
            return content;
        }
        try (var zip = new ZipFile(place.toFile())) {
            for (var entry : zip.stream().toList()) {
                content.put(entry.getName(), text(zip.getInputStream(entry).readAllBytes()));
            }
        }
        return content;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
