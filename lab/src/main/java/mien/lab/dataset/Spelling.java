package mien.lab.dataset;

import java.util.List;
import java.util.Optional;

/// What somebody may have meant.
final class Spelling {
    private Spelling() {}

    /// The name that differs least, by at most a third of its letters; the first of equals.
    static Optional<String> nearest(String typed, List<String> names) {
        String nearest = null;
        int least = Math.max(1, typed.length() / 3) + 1;
        for (var name : names) {
            if (Math.abs(name.length() - typed.length()) < least) {
                int distance = distance(typed, name);
                if (distance < least) {
                    nearest = name;
                    least = distance;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /// Letters to insert, delete or exchange (Levenshtein).
    static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
