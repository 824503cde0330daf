package mien.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FrozenTest {
    private static final Network NETWORK = NetworkFile.parse("t.yaml", """
            name: t
            input: [1, 8, 8]
            normalization: per-image
            trunk:
              - conv2d: {outChannels: 4, kernel: 3}
              - residual: {body: [conv2d: {outChannels: 4, kernel: 1}, batchNorm2d]}
              - squeezeExcitation: 2
              - globalAvgPool
            head: [linear: classes]
            """, Map.of("a", 2));

    @Test
    void aNumberCountsTheLayersOfTheTrunk() {
        assertThat(Frozen.of(NETWORK, "2").paths())
                .containsExactlyInAnyOrder("trunk.0", "trunk.1.body.0", "trunk.1.body.1");
    }

    @Test
    void aPathFreezesAllUpToItAndWhatIsInIt() {
        assertThat(Frozen.of(NETWORK, "trunk.1")).isEqualTo(Frozen.of(NETWORK, "2"));
        assertThat(Frozen.of(NETWORK, "trunk.1.body.0").paths()).containsExactlyInAnyOrder("trunk.0", "trunk.1.body.0");
    }

    @Test
    void theTensorsOfAFrozenLayerAreThoseBelowItsPath() {
        var frozen = Frozen.of(NETWORK, "3");

        assertThat(frozen.tensor("trunk.1.body.1.running_mean")).isTrue();
        assertThat(frozen.tensor("trunk.2.reduce.weight")).isTrue();
        assertThat(frozen.tensor("heads.a.0.weight")).isFalse();
        assertThat(Frozen.of(NETWORK, "1").tensor("trunk.1.body.0.weight")).isFalse();
    }

    @Test
    void layersThatAreNotThereAreRefused() {
        for (var wrong : new String[] {"0", "5", "trunk.7", "heads.a.0", "-1", ""}) {
            assertThatThrownBy(() -> Frozen.of(NETWORK, wrong))
                    .hasMessage("freeze " + wrong + ": t has no such layer; give 1 to 4, or a path of the trunk as"
                            + " `mien networks t` shows them");
        }
    }
}
