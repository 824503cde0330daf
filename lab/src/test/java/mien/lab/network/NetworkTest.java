package mien.lab.network;

import static mien.lab.network.Layer.Activation.RELU;
import static mien.lab.network.Layer.residual;
import static mien.lab.network.Layer.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import mien.lab.network.Layer.AvgPool2d;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.Flatten;
import mien.lab.network.Layer.GlobalAvgPool;
import mien.lab.network.Layer.Linear;
import mien.lab.network.Layer.MaxPool2d;
import mien.lab.network.Layer.SqueezeExcitation;
import mien.lab.network.Network.Step;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Shape.Features;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {
    private static final FeatureMap GREY = new FeatureMap(1, 48, 48);
    private static final Layer CONV = Conv2d.same(8, 3);

    @Test
    void stepsTellPathShapesAndCosts() {
        var excitation = new SqueezeExcitation(4);
        var pool = new AvgPool2d(3, 2, 1);
        var network = network(List.of(head("a", new Linear(7))), CONV, excitation, pool, new Flatten());

        var map = new FeatureMap(8, 48, 48);
        var half = new FeatureMap(8, 24, 24);
        assertThat(network.steps())
                .containsExactly(
                        new Step("trunk.0", CONV, GREY, map, 72, 72 * 48 * 48),
                        new Step("trunk.1", excitation, map, map, 2 * 16 + 8 + 2, 32),
                        new Step("trunk.2", pool, map, half, 0, 0),
                        new Step("trunk.3", new Flatten(), half, new Features(4608), 0, 0),
                        new Step("heads.a.0", new Linear(7), new Features(4608), new Features(7), 32263, 32256));
        assertThat(network.parameters()).isEqualTo(72 + 42 + 32263);
        assertThat(network.macs()).isEqualTo(165888 + 32 + 32256);
    }

    @Test
    void linearOnAMapNamesTheLayerAndTheRemedy() {
        refused(() -> trunk(CONV, new Linear(7)))
                .hasMessage("trunk.1: Linear[outFeatures=7] needs a vector [F], got [8, 48, 48];"
                        + " put Flatten, GlobalAvgPool or GlobalMaxPool before it");
    }

    @Test
    void convolutionOnAVectorIsRefused() {
        refused(() -> trunk(new Flatten(), MaxPool2d.by(2)))
                .hasMessage("trunk.1: MaxPool2d[kernel=2, stride=2, padding=0] needs a map [C, H, W], got [2304];"
                        + " move it before the layer that makes a vector of the map");
    }

    @Test
    void kernelLargerThanItsInputIsRefused() {
        refused(() -> trunk(MaxPool2d.by(16), new Conv2d(8, 6, 1, 1, 1, true)))
                .hasMessage("trunk.1: Conv2d[outChannels=8, kernel=6, stride=1, padding=1, groups=1, bias=true] is"
                        + " larger than its input [1, 3, 3] with padding 1; choose a smaller kernel, more padding or"
                        + " fewer poolings before it");
    }

    @Test
    void groupsMustDivideChannelsInAndOut() {
        var in = new Conv2d(9, 3, 1, 1, 3, false);
        var out = new Conv2d(9, 3, 1, 1, 4, false);

        refused(() -> trunk(CONV, in))
                .hasMessage("trunk.1: " + in + " cannot split [8, 48, 48] into 3 groups with 9 channels out;"
                        + " choose groups that divide 8 and 9");
        refused(() -> trunk(CONV, out))
                .hasMessage("trunk.1: " + out + " cannot split [8, 48, 48] into 4 groups with 9 channels out;"
                        + " choose groups that divide 8 and 9");
    }

    @Test
    void residualOfDifferentShapesIsRefused() {
        refused(() -> trunk(residual(CONV)))
                .hasMessage("trunk.0: Residual adds different shapes: body [8, 48, 48], shortcut [1, 48, 48];"
                        + " make both the same, for example with a 1x1 Conv2d of the same stride as shortcut");
    }

    @Test
    void reductionMustDivideTheChannels() {
        refused(() -> trunk(CONV, residual(sequential(new SqueezeExcitation(3)))))
                .hasMessage("trunk.1.body.0.0: SqueezeExcitation[reduction=3] cannot narrow [8, 48, 48] to 8 / 3"
                        + " channels; choose a reduction that divides 8");
    }

    @Test
    void headsMustEndInAVector() {
        refused(() -> network(List.of(head("a", RELU)), CONV))
                .hasMessage("heads.a: the head ends in [8, 48, 48], not in a vector [classes];"
                        + " end it with Linear, after Flatten, GlobalAvgPool or GlobalMaxPool");
    }

    @Test
    void headsNeedDistinctNames() {
        var a = head("a", new Linear(2));

        refused(() -> network(List.of(), new Flatten()))
                .hasMessage("heads: the network has no head, so no answer; add at least one");
        refused(() -> network(List.of(a, a), new Flatten()))
                .hasMessage("heads.a: two heads have this name; give each its own");
        for (var name : List.of("", "a.b", "images")) {
            refused(() -> network(List.of(head(name, new Linear(2))), new Flatten()))
                    .hasMessage("heads: a head cannot be named '" + name
                            + "'; use letters, digits, _ and -, and not 'images', which is the input");
        }
    }

    @Test
    void absurdSizesAreRefusedBeforeTheyOverflow() {
        int huge = Integer.MAX_VALUE;
        refused(() -> trunk(new Conv2d(huge, 3, 1, 1, 1, false), new Conv2d(huge, 3, 1, 1, 1, false)))
                .hasMessageStartingWith("trunk.1: Conv2d[outChannels=2147483647")
                .hasMessageEndingWith("is too large for any machine; choose smaller sizes");
        refused(() -> trunk(new Conv2d(huge, 3, 1, 1, 1, false), new Flatten()))
                .hasMessage("trunk.1: Flatten[] is too large for any machine; choose smaller sizes");
    }

    @Test
    void networksOfTheSameLayersAreEqual() {
        assertThat(trunk(CONV, new GlobalAvgPool())).isEqualTo(trunk(Conv2d.same(8, 3), new GlobalAvgPool()));
        assertThat(trunk(CONV, new GlobalAvgPool())).isNotEqualTo(trunk(Conv2d.same(9, 3), new GlobalAvgPool()));
    }

    /// Property: a same-size convolution keeps height and width, whatever the kernel.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sameConvolutionKeepsTheSize(long seed) {
        var random = new SplittableRandom(seed);
        var input = new FeatureMap(random.nextInt(1, 9), random.nextInt(8, 65), random.nextInt(8, 65));
        int kernel = 2 * random.nextInt(0, 4) + 1;

        assertThat(Network.outputOf(Conv2d.same(16, kernel), input))
                .isEqualTo(new FeatureMap(16, input.height(), input.width()));
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable construction) {
        return assertThatThrownBy(construction).isInstanceOf(InvalidNetworkException.class);
    }

    private static Network trunk(Layer... layers) {
        return network(List.of(head("a", new Linear(7))), layers);
    }

    private static Network network(List<Head> heads, Layer... layers) {
        return new Network("test", GREY, new Normalization.PerImage(), sequential(layers), heads);
    }

    private static Head head(String name, Layer... layers) {
        return new Head(name, sequential(layers));
    }
}
