package mien.lab.audit;

import java.util.Locale;

/// How a picture can show too little.
public enum Flaw {
    BLANK("is nearly constant: its grey values spread by %.1f, %.1f is needed"),
    SMALL("is too small: its shorter side is %.0f pixels, %.0f are needed"),
    DARK("is too dark: its mean grey is %.0f of 255, at least %.0f is needed"),
    BRIGHT("is too bright: its mean grey is %.0f of 255, at most %.0f is good"),
    BLURRED("is blurred: its sharpness is %.2f, %.2f is needed");

    private final String sentence;

    Flaw(String sentence) {
        this.sentence = sentence;
    }

    String sentence(double measured, double limit) {
        return String.format(Locale.ROOT, sentence, measured, limit);
    }
}
