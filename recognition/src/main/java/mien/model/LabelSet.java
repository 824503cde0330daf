package mien.model;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// The answers that a data set or a model can give: distinct label names in a fixed order.
///
/// Names are canonical: lower case, with the common spellings of the basic emotions folded into one
/// (`happiness`, `joy` and `Happy` are all `happy`). Any other name is a label of its own.
///
/// @param name what people call the set, for example `fer7`
/// @param labels canonical names; a label's index is its class number
public record LabelSet(String name, List<String> labels) {

    private static final Map<String, List<String>> ALIASES = Map.of(
            "angry", List.of("anger", "mad"),
            "disgust", List.of("disgusted"),
            "fear", List.of("fearful", "afraid", "scared"),
            "happy", List.of("happiness", "joy", "joyful"),
            "sad", List.of("sadness", "unhappy"),
            "surprise", List.of("surprised"),
            "neutral", List.of("neutrality", "calm"),
            "contempt", List.of("contemptuous"));

    private static final Map<String, String> CANONICAL = canonicalByAlias();

    /// The 7 classes of FER2013, in the order of its `emotion` column.
    public static final LabelSet FER7 =
            new LabelSet("fer7", List.of("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"));

    /// The 8 emotions of FER+, in the order of its vote columns.
    public static final LabelSet FERPLUS8 = new LabelSet(
            "ferplus8", List.of("neutral", "happy", "surprise", "sad", "angry", "disgust", "fear", "contempt"));

    public LabelSet {
        labels = labels.stream().map(LabelSet::canonical).toList();
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("label set " + name + ": it has no labels; name at least one");
        }
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException(
                    "label set " + name + ": labels must be distinct, also by alias; got " + labels);
        }
    }

    /// The set of these labels, in a known order if it is a known set (whatever order they come in),
    /// else alphabetical.
    public static LabelSet of(Set<String> names) {
        var canonical =
                names.stream().map(LabelSet::canonical).sorted().distinct().toList();
        for (var known : List.of(FER7, FERPLUS8)) {
            if (Set.copyOf(known.labels).equals(Set.copyOf(canonical))) {
                return known;
            }
        }
        return new LabelSet("labels", canonical);
    }

    /// The one spelling that Mien uses for a label; case and surrounding blanks do not matter.
    public static String canonical(String label) {
        var key = label.strip().toLowerCase(Locale.ROOT);
        return CANONICAL.getOrDefault(key, key);
    }

    public int size() {
        return labels.size();
    }

    /// The class number of a label, given by name or alias.
    public OptionalInt indexOf(String label) {
        int index = labels.indexOf(canonical(label));
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private static Map<String, String> canonicalByAlias() {
        var map = new TreeMap<String, String>();
        ALIASES.forEach((name, aliases) -> aliases.forEach(alias -> map.put(alias, name)));
        return Map.copyOf(map);
    }
}
