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
        "small-cnn, 15167431, 182034688",
        "microsoft-vgg13, 8756679, 875830272",
        "vgg16, 14725575, 702041600",
        "vgg16-224, 14726727, 15346634240",
        "resnet50, 23516103, 730843136",
        "resnet50-224, 23522375, 4087150592",
        "mien-xs, 296951, 18912128",
        "mien-s, 1178935, 64034560",
        "mien-m, 4698551, 233905664"
    })
    void costsAreThosePublishedOrMeasured(String title, long parameters, long macs) {
        var network = Architecture.named(title).orElseThrow().build(Map.of("fer7", 7));

        assertThat(title + ": " + network.parameters() + " parameters, " + network.macs() + " MACs")
                .isEqualTo(title + ": " + parameters + " parameters, " + macs + " MACs");
    }

    /// ResNet-50 as torchvision counts it; VGG16's convolutions with batch norm, without its 123,642,856 dense
    /// parameters; the network of FER+ with its 8 classes, of which the published file has 35 MB.
    @ParameterizedTest
    @CsvSource({
        "resnet50-224, 1000, 25557032, 4089184256",
        "vgg16-224, 1, 14723649, 15346631168",
        "microsoft-vgg13, 8, 8757704, 875831296"
    })
    void costsAreThoseOfThePapers(String title, int classes, long parameters, long macs) {
        var network = Architecture.named(title).orElseThrow().build(Map.of("labels", classes));

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
        assertThat(Architecture.titles())
                .containsExactly(
                        "keras-cnn",
                        "mini-xception",
                        "small-cnn",
                        "microsoft-vgg13",
                        "vgg16",
                        "vgg16-224",
                        "resnet50",
                        "resnet50-224",
                        "mien-xs",
                        "mien-s",
                        "mien-m");
    }
}
