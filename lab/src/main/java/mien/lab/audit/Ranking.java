package mien.lab.audit;

import java.util.Comparator;
import java.util.List;

/// The order of findings: by kind, within a kind the weightiest first.
final class Ranking {
    static final Comparator<Finding> ORDER = Comparator.comparingInt(Ranking::kind)
            .thenComparing(Comparator.comparingDouble(Ranking::weight).reversed());

    private Ranking() {}

    private static int kind(Finding finding) {
        return switch (finding) {
            case Finding.Entry _ -> 0;
            case Finding.Unreadable _ -> 1;
            case Finding.Flawed flawed -> 2 + List.of(Flaw.values()).indexOf(flawed.flaw());
            case Finding.Copies copies -> copies.exact() ? 20 : 21;
            case Finding.Suspect _ -> 30;
            case Finding.Faces faces ->
                40 + List.of(Finding.Faces.Trouble.values()).indexOf(faces.trouble());
            case Finding.Shortcut _ -> 50;
        };
    }

    private static double weight(Finding finding) {
        return switch (finding) {
            case Finding.Entry _, Finding.Unreadable _, Finding.Faces _ -> 0;
            case Finding.Flawed flawed -> Math.abs(flawed.measured() - flawed.limit());
            case Finding.Copies copies ->
                (copies.conflicts() ? 2e6 : 0)
                        + (copies.leaks() ? 1e6 : 0)
                        + copies.members().size();
            case Finding.Suspect suspect -> suspect.confidence();
            case Finding.Shortcut shortcut -> shortcut.strength();
        };
    }
}
