package mien.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mien.Mien;
import mien.Sighting;
import mien.image.Picture;

/// A photo that is measured.
sealed interface Source {
    /// More photos would take more time and not change the figures.
    int MOST = 32;

    int BUILT_IN_WIDTH = 1920;
    int BUILT_IN_HEIGHT = 960;
    int JPEG_QUALITY = 90;

    Sighting find(Mien mien);

    record OnDisk(Path file) implements Source {
        @Override
        public Sighting find(Mien mien) {
            return mien.find(file);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
    record InMemory(byte[] encoded) implements Source {
        @Override
        public Sighting find(Mien mien) {
            return mien.find(encoded);
        }
    }

    /// At most [#MOST] of the files, evenly spread.
    static List<Source> some(List<Path> files) {
        int count = Math.min(MOST, files.size());
        return IntStream.range(0, count)
                .<Source>mapToObj(i -> new OnDisk(files.get((int) ((long) i * files.size() / count))))
                .toList();
    }

    /// Seven mean faces, pictures of nobody, as a JPEG of 1920 x 960 pixels.
    static Source builtIn() {
        try (var in = Source.class.getResourceAsStream("group.png")) {
            if (in == null) {
                throw new IllegalStateException("group.png is not on the class path");
            }
            var faces = Picture.decode(in.readAllBytes()).resized(BUILT_IN_WIDTH, BUILT_IN_HEIGHT);
            return new InMemory(faces.colour().jpeg(JPEG_QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
