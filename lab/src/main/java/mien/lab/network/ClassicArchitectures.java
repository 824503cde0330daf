package mien.lab.network;

import static mien.lab.network.Layer.Activation.RELU;
import static mien.lab.network.Layer.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mien.lab.network.Layer.BatchNorm2d;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.Dropout;
import mien.lab.network.Layer.Flatten;
import mien.lab.network.Layer.GlobalAvgPool;
import mien.lab.network.Layer.Linear;
import mien.lab.network.Layer.MaxPool2d;
import mien.lab.network.Layer.Residual;
import mien.lab.network.Layer.Sequential;
import mien.lab.network.Shape.FeatureMap;

/// Networks that papers and courses compare with, laid out so that published weights find their places.
final class ClassicArchitectures {
    private static final FeatureMap GREY_48 = new FeatureMap(1, 48, 48);
    private static final FeatureMap COLOUR_224 = new FeatureMap(3, 224, 224);

    /// Mean and deviation of ImageNet, averaged over its colours: what published weights expect.
    private static final Normalization IMAGENET = new Normalization.Fixed(0.449, 0.226);

    private ClassicArchitectures() {}

    /// The convolutions of configuration D with batch norm (Simonyan and Zisserman, "Very Deep Convolutional Networks
    /// for Large-Scale Image Recognition", 2015), then the mean over space in place of two dense layers of 4,096,
    /// which had 120 of its 138 million parameters. For `[1, 48, 48]`, without the fifth pooling, which would
    /// leave one pixel.
    static Network vgg16(String name, Map<String, Integer> classesByHead) {
        return vgg16(name, GREY_48, vggBlocks(), classesByHead);
    }

    /// The same for `[3, 224, 224]`, with all five poolings.
    static Network vgg16At224(String name, Map<String, Integer> classesByHead) {
        var layers = vggBlocks();
        layers.add(MaxPool2d.by(2));
        return vgg16(name, COLOUR_224, layers, classesByHead);
    }

    private static Network vgg16(
            String name, FeatureMap input, List<Layer> layers, Map<String, Integer> classesByHead) {
        layers.addAll(List.of(new GlobalAvgPool(), new Dropout(0.5)));
        return network(name, input, IMAGENET, layers, classesByHead);
    }

    private static List<Layer> vggBlocks() {
        var layers = new ArrayList<Layer>();
        for (int block = 0; block < 5; block++) {
            if (block > 0) {
                layers.add(MaxPool2d.by(2));
            }
            for (int i = 0; i < (block < 2 ? 2 : 3); i++) {
                var convolution = new Conv2d(Math.min(64 << block, 512), 3, 1, 1, 1, true);
                layers.addAll(List.of(convolution, BatchNorm2d.DEFAULT, RELU));
            }
        }
        return layers;
    }

    /// He et al., "Deep Residual Learning for Image Recognition", 2016, with the stride in the 3x3 convolution (known
    /// as v1.5). For `[1, 48, 48]`, without the pooling after the first convolution.
    static Network resnet50(String name, Map<String, Integer> classesByHead) {
        var stem = List.<Layer>of(resnetStem(), BatchNorm2d.DEFAULT, RELU);
        return resnet50(name, GREY_48, stem, classesByHead);
    }

    /// The same for `[3, 224, 224]`, with that pooling.
    static Network resnet50At224(String name, Map<String, Integer> classesByHead) {
        var stem = List.<Layer>of(resnetStem(), BatchNorm2d.DEFAULT, RELU, new MaxPool2d(3, 2, 1));
        return resnet50(name, COLOUR_224, stem, classesByHead);
    }

    private static Conv2d resnetStem() {
        return Conv2d.same(64, 7).withStride(2);
    }

    private static Network resnet50(
            String name, FeatureMap input, List<Layer> stem, Map<String, Integer> classesByHead) {
        var layers = new ArrayList<>(stem);
        int[] blocks = {3, 4, 6, 3};
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int i = 0; i < blocks[stage]; i++) {
                layers.addAll(List.of(bottleneck(64 << stage, i == 0 && stage > 0 ? 2 : 1, i == 0), RELU));
            }
        }
        layers.add(new GlobalAvgPool());
        return network(name, input, IMAGENET, layers, classesByHead);
    }

    /// @param widens whether the shortcut must be brought to the shape of the body
    private static Residual bottleneck(int width, int stride, boolean widens) {
        var norm = BatchNorm2d.DEFAULT;
        var out = Conv2d.same(4 * width, 1);
        var body = sequential(
                Conv2d.same(width, 1), norm, RELU, Conv2d.same(width, 3).withStride(stride), norm, RELU, out, norm);
        return new Residual(body, widens ? sequential(out.withStride(stride), norm) : sequential());
    }

    /// Barsoum et al., "Training Deep Networks for Facial Expression Recognition with Crowd-Sourced Label
    /// Distribution", 2016: the network of FER+.
    static Network microsoftVgg13(Map<String, Integer> classesByHead) {
        var layers = new ArrayList<Layer>();
        int[] channels = {64, 128, 256, 256};
        for (int block = 0; block < channels.length; block++) {
            for (int i = 0; i < (block < 2 ? 2 : 3); i++) {
                layers.addAll(List.of(new Conv2d(channels[block], 3, 1, 1, 1, true), RELU));
            }
            layers.addAll(List.of(MaxPool2d.by(2), new Dropout(0.25)));
        }
        layers.add(new Flatten());
        for (int i = 0; i < 2; i++) {
            layers.addAll(List.of(new Linear(1024), RELU, new Dropout(0.5)));
        }
        var input = new FeatureMap(1, 64, 64);
        return network("microsoft-vgg13", input, new Normalization.Fixed(0.5, 1), layers, classesByHead);
    }

    /// Two convolutions and a dense layer on large colour pictures, as first projects have it: nearly all parameters
    /// are in the dense layer.
    static Network smallCnn(Map<String, Integer> classesByHead) {
        var layers = new ArrayList<Layer>();
        for (int channels : new int[] {32, 64}) {
            layers.addAll(List.of(new Conv2d(channels, 3, 1, 0, 1, true), RELU, MaxPool2d.by(2)));
        }
        layers.addAll(List.of(new Flatten(), new Linear(128), RELU));
        var input = new FeatureMap(3, 180, 180);
        return network("small-cnn", input, new Normalization.Fixed(0, 1), layers, classesByHead);
    }

    private static Network network(
            String name,
            FeatureMap input,
            Normalization normalization,
            List<Layer> trunk,
            Map<String, Integer> classesByHead) {
        return new Network(
                name,
                input,
                normalization,
                new Sequential(trunk),
                Architectures.heads(classesByHead, classes -> sequential(new Linear(classes))));
    }
}
