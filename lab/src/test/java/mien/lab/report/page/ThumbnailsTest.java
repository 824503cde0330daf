package mien.lab.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.report.page.Thumbnails.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailsTest {

    /// Pictures of one grey value each, 40 x 20 pixels; the one named `broken` cannot be read.
    private static final PictureSource GREYS = new PictureSource() {
        @Override
        public Picture read(Sample sample) {
            if (sample.file().equals("broken")) {
                throw new PictureException("is damaged");
            }
            var pixels = new byte[40 * 20];
            Arrays.fill(pixels, (byte) grey(Integer.parseInt(sample.file())));
            return new Picture(40, 20, 1, pixels);
        }

        @Override
        public String contentKey() {
            return "greys";
        }

        @Override
        public void close() {}
    };

    private static int grey(int i) {
        return 10 + 53 * i % 240;
    }

    private static Sample sample(String name) {
        return new Sample(name, Split.NONE, 0, null);
    }

    @ParameterizedTest
    @CsvSource({"100, 50, 48, 48, 24", "50, 100, 48, 24, 48", "30, 30, 48, 30, 30", "4000, 10, 48, 48, 1"})
    void aPictureKeepsItsShapeAndIsNeverEnlarged(int width, int height, int cell, int w, int h) {
        assertThat(new Size(width, height).within(cell)).isEqualTo(new Size(w, h));
    }

    @Test
    void eachPictureLiesInItsCellOfItsSheet() {
        var samples = IntStream.range(0, 300)
                .mapToObj(i -> sample(Integer.toString(i)))
                .toList();
        var thumbnails = Thumbnails.of(GREYS, samples, 32);

        assertThat(thumbnails.sizes()).hasSize(300).containsOnly(new Size(32, 16));
        assertThat(thumbnails.sheets()).hasSize(2);
        for (int i : new int[] {0, 1, 16, 100, 255, 256, 299}) {
            var sheet = Picture.decode(thumbnails.sheets().get(i / 256)).grey();
            int x = i % 256 % 16 * 32 + 16;
            int y = i % 256 / 16 * 32 + 8;
            assertThat(Byte.toUnsignedInt(sheet.pixels()[y * sheet.width() + x]))
                    .isCloseTo(grey(i), within(6));
        }
    }

    @Test
    void aPictureThatCannotBeReadLeavesItsCellEmpty() {
        var thumbnails = Thumbnails.of(GREYS, List.of(sample("broken"), sample("1")), 32);

        assertThat(thumbnails.sizes()).containsExactly(new Size(0, 0), new Size(32, 16));
    }
}
