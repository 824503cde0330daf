package mien.lab.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How a prepared data set is split.
public sealed interface Division {

    /// 80 % train, 10 % validation, 10 % test.
    Shares USUAL = new Shares(80, 10, 10);

    /// As the data is split; [#USUAL] if it is not.
    record AsInData() implements Division {}

    /// Not at all; a split of the data is forgotten.
    record None() implements Division {}

    /// Anew, in percent.
    record Shares(double train, double validation, double test) implements Division {
        public Shares {
            boolean possible = train > 0 && validation >= 0 && test >= 0;
            if (!possible || Math.abs(train + validation + test - 100) > 1e-6) {
                throw new PrepareException(String.format(
                        Locale.ROOT,
                        "split: train, validation and test must make 100, with something to train, got %s,%s,%s",
                        Balance.plain(train),
                        Balance.plain(validation),
                        Balance.plain(test)));
            }
        }

        @Override
        public String toString() {
            return Balance.plain(train) + "," + Balance.plain(validation) + "," + Balance.plain(test);
        }
    }

    /// The division that people write as `80,10,10`, `data` or `none`.
    ///
    /// @throws PrepareException if it is none of these
    static Division of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "data" -> new AsInData();
            case "none" -> new None();
            case String shares -> shares(text, List.of(shares.split(",", -1)));
        };
    }

    private static Shares shares(String text, List<String> parts) {
        var numbers = new ArrayList<Double>();
        try {
            for (var part : parts) {
                numbers.add(Double.parseDouble(part.strip().replaceAll("%$", "")));
            }
        } catch (NumberFormatException _) {
            numbers.clear();
        }
        if (numbers.size() != 3) {
            throw new PrepareException("split: give percent of train, validation and test such as 80,10,10, or data or"
                    + " none; got '" + text + "'");
        }
        return new Shares(numbers.get(0), numbers.get(1), numbers.get(2));
    }
}
