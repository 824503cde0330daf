package mien.lab.audit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mien.lab.audit.Finding.Faces.Trouble;

/// How many findings there are of each kind.
///
/// @param entries problems of the index
/// @param flaws with 0 for those that do not occur
/// @param copies exact ones, near ones
/// @param faces with 0 for those that do not occur
public record Tally(
        int entries,
        int unreadable,
        Map<Flaw, Integer> flaws,
        Copies copies,
        int suspects,
        Map<Trouble, Integer> faces) {

    public record Copies(Groups exact, Groups near) {}

    /// Groups of copies.
    ///
    /// @param extras pictures beyond the first of each group
    /// @param crossSplit groups with members in several splits
    /// @param conflicting groups with members under several labels
    public record Groups(int groups, int extras, int crossSplit, int conflicting) {
        static Groups of(List<Finding.Copies> copies) {
            return new Groups(
                    copies.size(),
                    copies.stream()
                            .mapToInt(group -> group.members().size() - 1)
                            .sum(),
                    (int) copies.stream().filter(Finding.Copies::leaks).count(),
                    (int) copies.stream().filter(Finding.Copies::conflicts).count());
        }
    }

    public static Tally of(Audit audit) {
        var flaws = zeros(Flaw.class);
        audit.findings(Finding.Flawed.class).forEach(found -> flaws.merge(found.flaw(), 1, Integer::sum));
        var faces = zeros(Trouble.class);
        audit.findings(Finding.Faces.class).forEach(found -> faces.merge(found.trouble(), 1, Integer::sum));
        return new Tally(
                (int) audit.findings(Finding.Entry.class).count(),
                (int) audit.findings(Finding.Unreadable.class).count(),
                flaws,
                new Copies(copies(audit, true), copies(audit, false)),
                (int) audit.findings(Finding.Suspect.class).count(),
                faces);
    }

    private static <E extends Enum<E>> Map<E, Integer> zeros(Class<E> type) {
        var zeros = new EnumMap<E, Integer>(type);
        for (var constant : type.getEnumConstants()) {
            zeros.put(constant, 0);
        }
        return zeros;
    }

    private static Groups copies(Audit audit, boolean exact) {
        return Groups.of(audit.findings(Finding.Copies.class)
                .filter(group -> group.exact() == exact)
                .toList());
    }
}
