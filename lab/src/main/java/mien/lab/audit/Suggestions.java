package mien.lab.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.lab.audit.Finding.Copies.Member;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.model.LabelSet;

/// A first version of `corrections.csv` for a person to edit.
///
/// Where one of several copies is kept, it is the one in the test split, else in validation, else in training;
/// so a published test stays as it is, and what is dropped is missing from training only. Of equals the first
/// is kept.
public final class Suggestions {
    private final Audit audit;
    private final Set<Fix> fixes;
    private final Map<String, Integer> pixels;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    private Suggestions(Audit audit, Set<Fix> fixes) {
        this.audit = audit;
        this.fixes = fixes;
        pixels = audit.pictures().stream()
                .collect(
                        Collectors.toMap(p -> p.sample().file(), p -> p.width() * p.height(), Math::max, HashMap::new));
    }

    /// What to do about the findings. No picture is named twice; dropping goes before relabelling.
    ///
    /// @param given corrections that the audited data has already: they come first, and what a person decided to
    ///     keep is kept
    public static Corrections of(Audit audit, Set<Fix> fixes, Corrections given) {
        var suggestions = new Suggestions(audit, fixes);
        given.lines().forEach(line -> suggestions.lines.put(line.file(), line));
        suggestions.add(audit.findings());
        return new Corrections(List.copyOf(suggestions.lines.values()));
    }

    /// What is wrong with a picture by itself comes before copies, so that the one that is kept of them is there;
    /// exact copies come before near ones.
    private void add(List<Finding> findings) {
        findings.forEach(this::flaws);
        var groups = findings.stream()
                .filter(Finding.Copies.class::isInstance)
                .map(Finding.Copies.class::cast)
                .toList();
        groups.stream().filter(this::isConflict).forEach(this::conflict);
        groups.stream().filter(Finding.Copies::exact).forEach(this::copies);
        groups.stream().filter(group -> !group.exact()).forEach(this::copies);
        findings.forEach(this::suspects);
    }

    private void flaws(Finding finding) {
        switch (finding) {
            case Finding.Unreadable unreadable -> dropIf(Fix.UNREADABLE, unreadable.file(), unreadable.reason());
            case Finding.Flawed flawed -> dropIf(fix(flawed.flaw()), flawed.file(), flawed.reason());
            case Finding.Faces faces -> dropIf(Fix.FACES, faces.file(), faces.reason());
            case Finding.Entry _, Finding.Shortcut _, Finding.Copies _, Finding.Suspect _ -> {}
        }
    }

    private void suspects(Finding finding) {
        if (finding instanceof Finding.Suspect suspect && fixes.contains(Fix.SUSPECTS)) {
            relabel(suspect.file(), suspect.suggested(), suspect.reason());
        }
    }

    private static Fix fix(Flaw flaw) {
        return switch (flaw) {
            case BLANK -> Fix.BLANK;
            case SMALL -> Fix.SMALL;
            case DARK -> Fix.DARK;
            case BRIGHT -> Fix.BRIGHT;
            case BLURRED -> Fix.BLURRED;
        };
    }

    private boolean isConflict(Finding.Copies copies) {
        return copies.exact() && copies.conflicts() && fixes.contains(Fix.CONFLICTS);
    }

    private void copies(Finding.Copies copies) {
        var one = copies.exact() ? Fix.EXACT_COPIES : Fix.NEAR_COPIES;
        if (!copies.conflicts() && fixes.contains(one)) {
            best(copies).ifPresent(kept -> keepOnly(kept, copies));
        }
        if (copies.leaks() && fixes.contains(Fix.LEAKS)) {
            best(copies).ifPresent(kept -> leak(kept, copies));
        }
    }

    private void conflict(Finding.Copies copies) {
        var decided = decided(copies.members());
        if (decided.isEmpty()) {
            var reason = "an exact copy has another label: " + String.join(", ", copies.labels());
            copies.files().forEach(file -> drop(file, reason));
            return;
        }
        var label = decided.get();
        left(copies)
                .filter(member -> member.name().filter(label::equals).isPresent())
                .min(Comparator.comparingInt(member -> rank(member.split())))
                .or(() -> best(copies))
                .ifPresent(kept -> {
                    if (kept.name().filter(label::equals).isEmpty()) {
                        var labels = String.join(", ", copies.labels());
                        relabel(kept.file(), label, "its copies are labelled " + labels + "; the taggers say " + label);
                    }
                    keepOnly(kept, copies);
                });
    }

    /// The label that most taggers of all copies gave, if it is one of the data set.
    private Optional<String> decided(List<Member> members) {
        var emotions = new Integer[LabelSet.FERPLUS8.size()];
        Arrays.fill(emotions, 0);
        int unknown = 0;
        int notAFace = 0;
        for (var member : members) {
            var votes = member.votes();
            if (votes != null) {
                for (int i = 0; i < emotions.length; i++) {
                    emotions[i] += votes.emotions().get(i);
                }
                unknown += votes.unknown();
                notAFace += votes.notAFace();
            }
        }
        var majority = new Votes(List.of(emotions), unknown, notAFace).majority();
        return majority.isEmpty()
                ? Optional.empty()
                : Optional.of(LabelSet.FERPLUS8.labels().get(majority.getAsInt()))
                        .filter(audit.labels().labels()::contains);
    }

    private void keepOnly(Member kept, Finding.Copies copies) {
        var reason = (copies.exact() ? "an exact copy of " : "a near copy of ") + kept.file();
        copies.files().stream().filter(file -> !file.equals(kept.file())).forEach(file -> drop(file, reason));
    }

    private void leak(Member kept, Finding.Copies copies) {
        var reason = (copies.exact() ? "an exact copy of " : "a near copy of ") + kept.file() + " in the "
                + kept.split().title() + " split";
        copies.members().stream()
                .filter(member -> member.split() != kept.split())
                .forEach(member -> drop(member.file(), reason));
    }

    /// In the split that is kept, the largest of those that are not dropped; none if all are.
    private Optional<Member> best(Finding.Copies copies) {
        return left(copies)
                .min(Comparator.comparingInt((Member member) -> rank(member.split()))
                        .thenComparingInt(member -> -pixels.getOrDefault(member.file(), 0)));
    }

    private Stream<Member> left(Finding.Copies copies) {
        return copies.members().stream().filter(member -> {
            var line = lines.get(member.file());
            return line == null || line.action() != Action.DROP;
        });
    }

    private static int rank(Split split) {
        return switch (split) {
            case TEST -> 0;
            case VALIDATION -> 1;
            case TRAIN -> 2;
            case NONE -> 3;
        };
    }

    private void dropIf(Fix fix, String file, String reason) {
        if (fixes.contains(fix)) {
            drop(file, reason);
        }
    }

    private void drop(String file, String reason) {
        var known = lines.get(file);
        if (known == null || (known.action() == Action.RELABEL && known.number() == 0)) {
            lines.put(file, new Line(0, file, Action.DROP, "", reason));
        }
    }

    private void relabel(String file, String label, String reason) {
        lines.putIfAbsent(file, new Line(0, file, Action.RELABEL, label, reason));
    }
}
