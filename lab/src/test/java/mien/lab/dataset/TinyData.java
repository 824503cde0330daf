package mien.lab.dataset;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/// Data sets of a few pixels, written where a test wants them.
record TinyData(Path root) {

    /// Pictures of one shade, whose names say where they are; missing folders are made.
    TinyData pictures(int shade, String... names) {
        for (var name : names) {
            var picture = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
            var pen = picture.createGraphics();
            pen.setColor(new Color(shade, shade, shade));
            pen.fillRect(0, 0, 2, 4);
            pen.dispose();
            try {
                ImageIO.write(picture, "png", made(name).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    TinyData text(String name, String... lines) {
        return bytes(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    TinyData bytes(String name, byte[] content) {
        try {
            Files.write(made(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TinyData folder(String name) {
        try {
            Files.createDirectories(root.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path made(String name) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    /// The whole folder as a zip, its entries below `top`.
    Path zipped(Path zip, String top) {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new ZipEntry(top + root.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `count` pixel values as a cell of `fer2013.csv`.
    static String pixels(int count, int value) {
        var values = new int[count];
        Arrays.fill(values, value);
        return IntStream.of(values).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
