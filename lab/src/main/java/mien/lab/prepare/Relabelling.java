package mien.lab.prepare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Sample;
import mien.model.LabelSet;

/// Calls whole labels by other names, so that several become one: `person=face,*=other`.
///
/// @param names new label by old label, in canonical spelling; `*` stands for all that are not named
public record Relabelling(Map<String, String> names) {
    private static final String REST = "*";

    /// Every label stays what it is.
    public static final Relabelling NONE = new Relabelling(Map.of());

    public Relabelling {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /// The relabelling that people write as `person=face,*=other`.
    ///
    /// @throws PrepareException if it is not of this form, or names a label twice
    public static Relabelling of(String text) {
        var names = new LinkedHashMap<String, String>();
        for (var rule : text.split(",", -1)) {
            var sides = rule.split("=", -1);
            if (sides.length != 2
                    || sides[0].isBlank()
                    || sides[1].isBlank()
                    || sides[1].strip().equals(REST)) {
                throw new PrepareException(
                        "relabel: '" + rule.strip() + "' is not OLD=NEW; give rules such as" + " person=face,*=other");
            }
            if (names.put(LabelSet.canonical(sides[0]), LabelSet.canonical(sides[1])) != null) {
                throw new PrepareException("relabel: '" + sides[0].strip() + "' is named twice; name each label once");
            }
        }
        return new Relabelling(names);
    }

    /// The same pictures under their new labels, without votes, which speak of the old ones.
    ///
    /// @throws PrepareException if a rule names a label that the data does not have
    Material of(Material material) {
        if (names.isEmpty()) {
            return material;
        }
        var data = material.data();
        var old = data.labels().labels();
        names.keySet().stream()
                .filter(name -> !name.equals(REST) && !old.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new PrepareException("relabel: there is no label '" + name + "' in " + data.name() + ", only "
                            + String.join(", ", old));
                });
        var renamed = old.stream().map(this::name).toList();
        var labels = LabelSet.of(new TreeSet<>(renamed));
        var samples = data.samples().stream()
                .map(sample -> renamed(sample, renamed, labels))
                .toList();
        var changed = new Dataset(data.name(), data.form(), labels, samples, data.problems(), data.source());
        return new Material(material.source(), changed, material.omitted());
    }

    private String name(String old) {
        return names.getOrDefault(old, names.getOrDefault(REST, old));
    }

    private static Sample renamed(Sample sample, List<String> renamed, LabelSet labels) {
        int label = sample.label() < 0
                ? -1
                : labels.indexOf(renamed.get(sample.label())).orElseThrow();
        return new Sample(sample.file(), sample.split(), label, null, sample.origin());
    }

    @Override
    public String toString() {
        return names.entrySet().stream()
                .map(rule -> rule.getKey() + "=" + rule.getValue())
                .collect(Collectors.joining(","));
    }
}
