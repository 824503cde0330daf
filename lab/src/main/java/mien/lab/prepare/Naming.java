package mien.lab.prepare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Sample;
import mien.model.LabelSet;

/// What labels are called in a prepared data set, and what its files.
///
/// @param spelling of each label, as most folders of the source write it, else as Mien does
/// @param folders for each spelling a name that any file system takes
record Naming(List<String> spelling, Map<String, String> folders) {
    private static final int LONGEST = 50; // code points, of at most 4 bytes each

    /// Names that Windows keeps for itself.
    private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul");

    Naming {
        spelling = List.copyOf(spelling);
        folders = Map.copyOf(folders);
    }

    static Naming of(Dataset data) {
        var spelt = data.labels().labels().stream()
                .map(_ -> new TreeMap<String, Integer>())
                .toList();
        for (var sample : data.samples()) {
            if (sample.label() >= 0) {
                var label = data.labels().labels().get(sample.label());
                count(sample, label, spelt.get(sample.label()));
            }
        }
        var spelling = new ArrayList<String>();
        var folders = new HashMap<String, String>();
        var taken = new HashSet<String>();
        for (int label = 0; label < data.labels().size(); label++) {
            var name = commonest(spelt.get(label), data.labels().labels().get(label));
            spelling.add(name);
            folders.put(name, distinct(safe(name), taken));
        }
        return new Naming(spelling, folders);
    }

    private static void count(Sample sample, String label, Map<String, Integer> spelt) {
        var parts = List.of(sample.file().split("/", -1));
        parts.subList(0, parts.size() - 1).reversed().stream()
                .filter(folder -> LabelSet.canonical(folder).equals(label))
                .findFirst()
                .ifPresent(folder -> spelt.merge(folder.strip(), 1, Integer::sum));
    }

    private static String commonest(Map<String, Integer> spelt, String otherwise) {
        return spelt.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(otherwise);
    }

    /// Without what some file system cannot write or would hide.
    static String safe(String label) {
        var plain = label.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").replaceAll("^[. ]+|[. ]+$", "");
        var shorter = plain.codePoints()
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return shorter.isEmpty() || RESERVED.contains(shorter.toLowerCase(Locale.ROOT)) ? shorter + "_" : shorter;
    }

    private static String distinct(String name, Set<String> taken) {
        var free = name;
        for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
            free = name + "_" + n;
        }
        return free;
    }

    /// `train/anger/anger_000123.png`
    ///
    /// @param number of the picture among those of its label, from 1
    String file(Entry entry, int number) {
        var folder = folders.getOrDefault(entry.label(), entry.label());
        var name = folder + "/" + folder + String.format(Locale.ROOT, "_%06d.png", number);
        return switch (entry.split()) {
            case TRAIN, VALIDATION, TEST -> entry.split().title() + "/" + name;
            case NONE -> name;
        };
    }
}
