package mien.app.server;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import mien.image.Picture;

/// A film of Mien's mean faces, which Chromium takes for a camera and shows again and again: JPEGs one after another.
record FakeCamera(Path film) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /// A mean face somewhere in a picture.
    ///
    /// @param emotion the name of its file in `samples/`
    /// @param side in pixels
    record Placed(String emotion, int x, int y, int side) {}

    /// @param faces of the picture of a number
    static FakeCamera of(Path film, int pictures, IntFunction<List<Placed>> faces) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(film))) {
            for (int i = 0; i < pictures; i++) {
                out.write(picture(faces.apply(i)).jpeg(90));
            }
        }
        return new FakeCamera(film);
    }

    /// One happy face that stays where it is.
    static FakeCamera still(Path folder) throws IOException {
        return of(folder.resolve("still.mjpeg"), 2, _ -> List.of(new Placed("happy", 200, 90, 300)));
    }

    /// A browser that has this camera.
    ///
    /// @param more arguments
    String[] arguments(String... more) {
        var all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "--use-fake-device-for-media-stream";
        all[more.length + 1] = "--use-file-for-fake-video-capture=" + film.toAbsolutePath();
        return all;
    }

    static Picture picture(List<Placed> faces) {
        var pixels = new byte[WIDTH * HEIGHT];
        Arrays.fill(pixels, (byte) 150);
        for (var face : faces) {
            var drawn = Picture.read(Path.of("../samples", face.emotion + ".png"))
                    .grey()
                    .resized(face.side, face.side);
            for (int row = 0; row < face.side; row++) {
                System.arraycopy(drawn.pixels(), row * face.side, pixels, (face.y + row) * WIDTH + face.x, face.side);
            }
        }
        return new Picture(WIDTH, HEIGHT, 1, pixels).colour();
    }
}
