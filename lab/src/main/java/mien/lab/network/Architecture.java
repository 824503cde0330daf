package mien.lab.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The built-in networks, by the names that people type.
public enum Architecture {
    /// The classic tutorial network: large, and slow to train for what it gives.
    KERAS_CNN("keras-cnn"),

    /// Tiny, from separable convolutions; a poor use of a CPU.
    MINI_XCEPTION("mini-xception"),

    /// Two convolutions and a dense layer on large pictures, as first projects have it.
    SMALL_CNN("small-cnn"),

    /// The network of the FER+ paper.
    MICROSOFT_VGG13("microsoft-vgg13"),

    /// VGG16 with batch norm and without its large dense layers, for small grey pictures.
    VGG16("vgg16"),

    /// The same for large colour pictures, as published weights saw them.
    VGG16_224("vgg16-224"),

    /// ResNet-50 v1.5 for small grey pictures.
    RESNET50("resnet50"),

    /// The same for large colour pictures, as published weights saw them.
    RESNET50_224("resnet50-224"),

    /// For small devices, and to try something in minutes.
    MIEN_XS("mien-xs"),

    /// The default.
    MIEN_S("mien-s"),

    /// For more than some ten thousand pictures, and patience.
    MIEN_M("mien-m");

    private final String title;

    Architecture(String title) {
        this.title = title;
    }

    /// The name that people type, for example `mien-s`.
    public String title() {
        return title;
    }

    public static Optional<Architecture> named(String title) {
        return Arrays.stream(values()).filter(a -> a.title.equals(title)).findFirst();
    }

    public static List<String> titles() {
        return Arrays.stream(values()).map(Architecture::title).toList();
    }

    /// The network with one head per entry.
    ///
    /// @param classesByHead how many classes each head has, by its name, in the order of the heads
    public Network build(Map<String, Integer> classesByHead) {
        return switch (this) {
            case KERAS_CNN -> Architectures.kerasCnn(classesByHead);
            case MINI_XCEPTION -> Architectures.miniXception(classesByHead);
            case SMALL_CNN -> ClassicArchitectures.smallCnn(classesByHead);
            case MICROSOFT_VGG13 -> ClassicArchitectures.microsoftVgg13(classesByHead);
            case VGG16 -> ClassicArchitectures.vgg16(title, classesByHead);
            case VGG16_224 -> ClassicArchitectures.vgg16At224(title, classesByHead);
            case RESNET50 -> ClassicArchitectures.resnet50(title, classesByHead);
            case RESNET50_224 -> ClassicArchitectures.resnet50At224(title, classesByHead);
            case MIEN_XS -> Architectures.mien(title, 16, classesByHead);
            case MIEN_S -> Architectures.mien(title, 32, classesByHead);
            case MIEN_M -> Architectures.mien(title, 64, classesByHead);
        };
    }
}
