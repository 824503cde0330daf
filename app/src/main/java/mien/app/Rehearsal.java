package mien.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The run that JDK 25 learns from, at build time, which classes Mien needs: it remembers them, loaded and linked,
/// in
/// the AOT cache that `./mien` starts with.
///
/// `.mvn/Build.java` starts it; its output goes to a log. A command that fails here, for want of a model, costs
/// only
/// speed.
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
        var photo = Files.createTempFile("mien-rehearsal", ".ppm");
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

    /// An evenly grey picture in the simplest of formats.
    private static byte[] grey() {
        var header = ("P6 " + SIDE + " " + SIDE + " 255\n").getBytes(StandardCharsets.US_ASCII);
        var file = Arrays.copyOf(header, header.length + 3 * SIDE * SIDE);
        Arrays.fill(file, header.length, file.length, (byte) 128);
        return file;
    }
}
