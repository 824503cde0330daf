package mien.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {

    @Test
    void knowsTheUsualNamesOfSplits() {
        assertThat(List.of("train", "Training", "val", "public_test", "PrivateTest", "test", "ALL"))
                .extracting(Part::named)
                .containsExactly(
                        Part.TRAIN, Part.TRAIN, Part.VALIDATION, Part.VALIDATION, Part.TEST, Part.TEST, Part.ALL);
        assertThatThrownBy(() -> Part.named("tset"))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("split 'tset': no such split; name one of train, validation (public_test), "
                        + "test (private_test), all");
    }
}
