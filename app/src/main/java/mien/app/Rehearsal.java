package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import mien.image.Picture;

/// The run that JDK 25 learns from, at build time, which classes Mien needs: it remembers them, loaded and
/// linked, in the AOT cache that `./mien` starts with.
///
/// `.mvn/Build.java` starts it; its output goes to a log. A command that fails here costs only speed.
final class Rehearsal {
    private static final int SIDE = 320;

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Main.run("--version");
        Main.run("--help");
        for (var name : Commands.BY_NAME.keySet()) {
            Main.run(name, "--help");
        }
        Main.run("--no-such-option");
        Main.run("show", "default");
        var photo = Files.createTempFile("mien-rehearsal", ".jpg");
        try {
            Files.write(photo, grey());
            for (var format : new String[] {"text", "json", "csv"}) {
                Main.run("analyze", photo.toString(), "--format", format);
                Main.run("analyze", photo.toString(), "--detector", "whole", "--format", format);
            }
            Path samples = Path.of("samples");
            if (Files.isDirectory(samples)) {
                Main.run("analyze", samples.toString());
            }
        } finally {
            Files.delete(photo);
        }
    }

    /// An evenly grey picture, in which nobody is.
    private static byte[] grey() {
        var pixels = new byte[3 * SIDE * SIDE];
        Arrays.fill(pixels, (byte) 128);
        return new Picture(SIDE, SIDE, 3, pixels).jpeg(90);
    }
}
