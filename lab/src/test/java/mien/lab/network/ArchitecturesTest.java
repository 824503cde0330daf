package mien.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import mien.lab.network.Shape.Features;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitecturesTest {

    @ParameterizedTest
    @CsvSource({
        "keras-cnn, 4232199, 217823488",
        "mini-xception, 56951, 10163392",
        "mien-xs, 296951, 18912128",
        "mien-s, 1178935, 64034560",
        "mien-m, 4698551, 233905664"
    })
    void costsAreThosePublishedOrMeasured(String title, long parameters, long macs) {
        var network = Architecture.named(title).orElseThrow().build(Map.of("fer7", 7));

        assertThat(title + ": " + network.parameters() + " parameters, " + network.macs() + " MACs")
                .isEqualTo(title + ": " + parameters + " parameters, " + macs + " MACs");
    }

    @ParameterizedTest
    @EnumSource
    void headsComeInTheOrderGiven(Architecture architecture) {
        var classes = new LinkedHashMap<String, Integer>();
        classes.put("z", 3);
        classes.put("a", 8);
        classes.put("m", 2);

        var network = architecture.build(classes);

        assertThat(network.heads()).extracting(Head::name).containsExactly("z", "a", "m");
        assertThat(network.heads()).extracting(network::classes).containsExactly(3, 8, 2);
        assertThat(network.name()).isEqualTo(architecture.title());
        assertThat(network.steps().getLast().output()).isEqualTo(new Features(2));
    }

    @Test
    void unknownNamesAreNoArchitecture() {
        assertThat(Architecture.named("mien-xxl")).isEmpty();
        assertThat(Architecture.titles()).containsExactly("keras-cnn", "mini-xception", "mien-xs", "mien-s", "mien-m");
    }
}
