package mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import mien.image.Colour;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;

class PaletteTest {

    @Test
    void eachEmotionHasAColourOfItsOwn() {
        assertThat(LabelSet.FERPLUS8.labels().stream().map(Palette::of)).doesNotHaveDuplicates();
        assertThat(Palette.of("happy")).isEqualTo(new Colour(240, 228, 66));
    }

    @Test
    void otherLabelsHaveOneOfManyColoursByTheirName() {
        var names = IntStream.range(0, 500).mapToObj(i -> "label " + i).toList();

        assertThat(names.stream().map(Palette::of).distinct()).hasSizeBetween(30, 36);
        assertThat(Palette.of("airplane")).isEqualTo(Palette.of("airplane"));
    }

    @Test
    void styleSheetsReadThem() {
        assertThat(Palette.of("angry").css()).isEqualTo("#d55e00");
    }
}
