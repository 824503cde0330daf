package mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final TinyModel TINY = TinyModel.BRIGHT_IS_HAPPY;

    @Test
    void givesTheValuesOfTheOutputsThatAreAskedForOfAllPicturesInTheBatch() {
        var dark = new byte[16];
        var bright = new byte[16];
        Arrays.fill(bright, (byte) 255);
        var seen = new HashMap<String, Integer>();
        try (var probe = new Probe("tiny", TINY.bytes(Map.of()), TINY.contract().input(), Engine.DEFAULT)) {
            probe.run(List.of(dark, bright), Set.of("mood"), (name, values) -> {
                seen.put(name, values.remaining());
                assertThat(values.get(1)).isEqualTo(0.5f);
                assertThat(values.get(3)).isGreaterThan(0.9f);
            });
        }
        assertThat(seen).isEqualTo(Map.of("mood", 4));
    }

    @Test
    void whatIsNoModelIsNamed() {
        assertThatThrownBy(() ->
                        new Probe("tiny", new byte[] {1, 2}, TINY.contract().input(), Engine.DEFAULT))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("tiny: ONNX Runtime refuses the model: ");
    }
}
