package mien.lab.prepare;

import java.math.BigDecimal;
import java.util.Locale;

/// How many pictures of each label the training part gets. Validation and test stay as they are.
public sealed interface Balance {

    /// As many as there are.
    record None() implements Balance {}

    /// As many as the rarest label has; the others are drawn from.
    record Downsample() implements Balance {}

    /// As many as the commonest label has; the others are repeated.
    record Oversample() implements Balance {}

    /// This many: drawn from what has more, repeated what has fewer.
    record Each(int pictures) implements Balance {
        public Each {
            if (pictures < 1) {
                throw new PrepareException("balance: each label needs at least 1 picture, got " + pictures);
            }
        }
    }

    /// The balance that people write as `none`, `downsample`, `oversample` or a number.
    ///
    /// @throws PrepareException if it is none of these
    static Balance of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "none" -> new None();
            case "downsample" -> new Downsample();
            case "oversample" -> new Oversample();
            case String number -> {
                try {
                    yield new Each(Integer.parseInt(number));
                } catch (NumberFormatException _) {
                    throw new PrepareException("balance: give none, downsample, oversample or a number of pictures,"
                            + " got '" + text + "'");
                }
            }
        };
    }

    /// Without zeros after the point.
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
