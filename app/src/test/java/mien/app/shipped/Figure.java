package mien.app.shipped;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mien.lab.occlusion.Occlusion;

/// One measured number of a card: the words for people and the key inside the model file.
///
/// @param words the first column of the card's table
/// @param key of the model file's figures, after the head's name and a dot
/// @param form how it is printed
record Figure(String words, String key, Form form) {

    enum Form {
        COUNT,
        PERCENT,
        DECIMAL;

        String print(double value) {
            return switch (this) {
                case COUNT -> String.format(Locale.ROOT, "%,d", Math.round(value));
                case PERCENT -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
                case DECIMAL -> String.format(Locale.ROOT, "%.3f", value);
            };
        }

        /// @throws NumberFormatException if the text is none
        double parse(String text) {
            double number = Double.parseDouble(text.replace(",", "").replace(" %", ""));
            return this == PERCENT ? number / 100 : number;
        }

        /// How far a measurement may be from what is printed: rounding, and one picture that another processor sees
        /// otherwise.
        double tolerance() {
            return this == COUNT ? 0 : 0.001;
        }
    }

    /// Of models that name emotions.
    static List<Figure> ofEmotions() {
        var figures = new ArrayList<>(List.of(
                new Figure("pictures", "public_test.n", Form.COUNT),
                new Figure("accuracy", "public_test.accuracy", Form.PERCENT),
                new Figure("top-3", "public_test.top3", Form.PERCENT),
                new Figure("macro-F1", "public_test.macroF1", Form.DECIMAL),
                new Figure("calibration error (ECE)", "public_test.ece", Form.DECIMAL),
                new Figure("accuracy without exact and near copies", "public_test.fresh.accuracy", Form.PERCENT),
                new Figure("answered, not `uncertain`", "public_test.coverage", Form.PERCENT),
                new Figure("wrong among the answered", "public_test.risk", Form.PERCENT)));
        for (int coverage : List.of(90, 80, 70, 50)) {
            figures.add(new Figure(
                    "wrong among the surest " + coverage + " %", "public_test.risk" + coverage, Form.PERCENT));
        }
        for (var kind : Occlusion.values()) {
            figures.add(new Figure("accuracy, `" + kind + "`", "public_test.mask." + kind, Form.PERCENT));
        }
        return figures;
    }

    /// Of models that tell human faces from other things.
    static List<Figure> ofGates() {
        return List.of(
                new Figure("held-back fifth of natural-images-30px: pictures", "natural.n", Form.COUNT),
                new Figure("the same: `face` passed", "natural.face", Form.PERCENT),
                new Figure("the same: others refused", "natural.other", Form.PERCENT),
                new Figure("FER2013 PublicTest: pictures", "public_test.n", Form.COUNT),
                new Figure("the same: passed", "public_test.face", Form.PERCENT),
                new Figure("both parts: balanced accuracy", "both.balancedAccuracy", Form.PERCENT));
    }
}
