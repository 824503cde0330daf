package mien.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"fer7.accuracy", "fer7.recall.happy", "my-head.f1.a label. with, dots"})
    void aNameIsReadBackAsItWasWritten(String text) {
        assertThat(FigureName.parse(text).map(FigureName::toString)).contains(text);
    }

    @Test
    void aLabelMayHoldDots() {
        assertThat(FigureName.parse("fer7.recall.a.b")).contains(FigureName.of("fer7", "recall", "a.b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "accuracy", ".accuracy", "fer7.", "fer7..happy"})
    void whatNamesNoHeadOrFigureIsNoName(String text) {
        assertThat(FigureName.parse(text)).isEmpty();
    }

    @Test
    void headsAndFiguresHaveNoDots() {
        assertThatThrownBy(() -> FigureName.of("a.b", "recall"))
                .hasMessage("figure name: head and figure must be named, without dots, got 'a.b' and 'recall'");
    }
}
