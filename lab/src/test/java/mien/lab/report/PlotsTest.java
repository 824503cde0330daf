package mien.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import mien.OwnJava;
import mien.lab.metrics.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotsTest {

    private static BufferedImage picture(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static long pixels(BufferedImage image, Color color) {
        return IntStream.range(0, image.getHeight())
                .mapToLong(y -> IntStream.range(0, image.getWidth())
                        .filter(x -> image.getRGB(x, y) == color.getRGB())
                        .count())
                .sum();
    }

    private static ConfusionMatrix perfect(int labels) {
        return new ConfusionMatrix(
                IntStream.range(0, labels).mapToObj(i -> "label " + i).toList(),
                IntStream.range(0, labels)
                        .mapToObj(i -> IntStream.range(0, labels)
                                .mapToObj(j -> i == j ? 10 : 0)
                                .toList())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 28})
    void theHeatMapGivesEveryLabelADarkCellOnTheDiagonal(int labels) throws IOException {
        var image = picture(ConfusionPlot.png(perfect(labels), "all right"));
        int cell = Math.clamp(900 / labels, 64, 150);

        assertThat(image.getWidth()).isBetween(labels * cell, labels * cell + 720);
        assertThat(image.getHeight()).isBetween(labels * cell, labels * cell + 420);
        // Text and lines cover a part of each cell, the rest has its colour.
        assertThat(pixels(image, Ink.heat(1))).isGreaterThan((long) (0.6 * labels * cell * cell));
    }

    @Test
    void theHeatMapColoursByTheShareOfTheRow() throws IOException {
        var matrix = new ConfusionMatrix(List.of("a", "b"), List.of(List.of(1, 3), List.of(0, 0)));
        var image = picture(ConfusionPlot.png(matrix, "a quarter, three quarters and an empty row"));

        assertThat(pixels(image, Ink.heat(0.25))).isGreaterThan(10_000);
        assertThat(pixels(image, Ink.heat(0.75))).isGreaterThan(10_000);
    }

    @Test
    void theSameFiguresGiveTheSameBytes() {
        assertThat(ConfusionPlot.png(perfect(3), "x")).isEqualTo(ConfusionPlot.png(perfect(3), "x"));
    }

    @Test
    void aMachineWithoutFontsGetsOneSentence(@TempDir Path folder) throws IOException, InterruptedException {
        var noFonts =
                Files.writeString(folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
        var java = OwnJava.of(Plotting.class);
        java.environment().put("FONTCONFIG_FILE", noFonts.toString());
        java.environment().put("XDG_CACHE_HOME", folder.toString());
        java.command().add(1, "-Duser.home=" + folder); // where Java keeps the fonts that it once found

        assertThat(OwnJava.printed(java))
                .startsWith("confusion.png: cannot be drawn, Java finds no usable fonts or AWT libraries here (")
                .endsWith("); install fontconfig and a font, for example fonts-dejavu-core\n");
    }

    /// Draws in a Java of its own.
    static final class Plotting {
        private Plotting() {}

        public static void main(String[] args) {
            try {
                ConfusionPlot.png(perfect(2), "no fonts");
            } catch (PlotException e) {
                System.out.print(e.getMessage() + "\n");
            }
        }
    }
}
