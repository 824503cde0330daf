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
            case MIEN_XS -> Architectures.mien(title, 16, classesByHead);
            case MIEN_S -> Architectures.mien(title, 32, classesByHead);
            case MIEN_M -> Architectures.mien(title, 64, classesByHead);
        };
    }
}
