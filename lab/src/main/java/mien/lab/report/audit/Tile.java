package mien.lab.report.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.lab.audit.Audit;
import mien.lab.audit.Check;
import mien.lab.audit.Finding;
import mien.lab.audit.Flaw;

/// How many findings there are of one kind, the gravest kinds first.
///
/// @param name of the kind: `Leaks between splits`
/// @param count of findings; -1 if it was not looked for
/// @param note what that means
/// @param link where they are in the page: `view/copies?leak=1`
record Tile(String name, int count, String note, String link) {
    private static final Map<Flaw, String> FLAWS = new EnumMap<>(Map.of(
            Flaw.BLANK, "Nearly one grey value",
            Flaw.SMALL, "Too few pixels to see a face",
            Flaw.DARK, "Hardly any light",
            Flaw.BRIGHT, "Too much light",
            Flaw.BLURRED, "Without fine detail"));

    private static final Map<Finding.Faces.Trouble, String> FACES = new EnumMap<>(Map.of(
            Finding.Faces.Trouble.NONE, "No upright frontal face",
            Finding.Faces.Trouble.SEVERAL, "More than one face was found",
            Finding.Faces.Trouble.CUT_OFF, "The face leaves the picture",
            Finding.Faces.Trouble.TINY, "The face is a small part of the picture"));

    static List<Tile> of(Audit audit) {
        var tiles = new ArrayList<>(copies(audit));
        tiles.add(suspects(audit));
        tiles.add(new Tile(
                "Unreadable",
                (int) audit.findings(Finding.Unreadable.class).count(),
                "Cannot be decoded",
                "unreadable"));
        for (var flaw : Flaw.values()) {
            int count = (int) audit.findings(Finding.Flawed.class)
                    .filter(found -> found.flaw() == flaw)
                    .count();
            var word = FindingsData.word(flaw);
            tiles.add(new Tile(name(flaw), count, FLAWS.getOrDefault(flaw, ""), "view/flawed?kind=" + word));
        }
        for (var trouble : Finding.Faces.Trouble.values()) {
            tiles.add(faces(audit, trouble));
        }
        tiles.add(new Tile(
                "Shortcuts",
                (int) audit.findings(Finding.Shortcut.class).count(),
                "A network could cheat",
                "shortcuts"));
        tiles.add(new Tile(
                "Index problems",
                (int) audit.findings(Finding.Entry.class).count(),
                "Rows and files left out",
                "entries"));
        return tiles;
    }

    private static List<Tile> copies(Audit audit) {
        var exact = audit.findings(Finding.Copies.class)
                .filter(Finding.Copies::exact)
                .toList();
        var near = audit.findings(Finding.Copies.class)
                .filter(group -> !group.exact())
                .toList();
        var leaks = Stream.concat(exact.stream(), near.stream())
                .filter(Finding.Copies::leaks)
                .toList();
        var conflicts = Stream.concat(exact.stream(), near.stream())
                .filter(Finding.Copies::conflicts)
                .toList();
        return List.of(
                new Tile("Leaks between splits", leaks.size(), both(leaks), "view/copies?leak=1"),
                new Tile("Conflicting copies", conflicts.size(), both(conflicts), "view/copies?conflict=1"),
                new Tile("Exact copies", exact.size(), tooMany(exact), "view/copies?exact=1"),
                new Tile("Near copies", near.size(), tooMany(near), "view/copies?exact=0"));
    }

    private static String both(List<Finding.Copies> groups) {
        var counts = groups.stream().collect(Collectors.partitioningBy(Finding.Copies::exact, Collectors.counting()));
        return groups.isEmpty()
                ? "Groups of copies"
                : "Groups of copies: %,d exact, %,d near".formatted(counts.get(true), counts.get(false));
    }

    private static String tooMany(List<Finding.Copies> groups) {
        int extras =
                groups.stream().mapToInt(group -> group.members().size() - 1).sum();
        return groups.isEmpty() ? "Groups" : "Groups; %,d pictures beyond the first of each".formatted(extras);
    }

    private static Tile suspects(Audit audit) {
        int count = (int) audit.findings(Finding.Suspect.class).count();
        boolean looked = audit.checks().contains(Check.LABELS);
        return new Tile("Suspected labels", looked ? count : -1, "Look like another class", "view/suspects");
    }

    private static Tile faces(Audit audit, Finding.Faces.Trouble trouble) {
        int count = (int) audit.findings(Finding.Faces.class)
                .filter(found -> found.trouble() == trouble)
                .count();
        var name = switch (trouble) {
            case NONE -> "No face";
            case SEVERAL -> "Several faces";
            case CUT_OFF -> "Face cut off";
            case TINY -> "Tiny face";
        };
        boolean looked = audit.checks().contains(Check.FACES);
        return new Tile(
                name,
                looked ? count : -1,
                FACES.getOrDefault(trouble, ""),
                "view/faces?kind=" + FindingsData.word(trouble).replace(" ", "%20"));
    }

    private static String name(Flaw flaw) {
        return switch (flaw) {
            case BLANK -> "Blank";
            case SMALL -> "Too small";
            case DARK -> "Too dark";
            case BRIGHT -> "Too bright";
            case BLURRED -> "Blurred";
        };
    }
}
