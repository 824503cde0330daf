package mien.lab.prepare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Sample;

/// What is prepared: a data set as corrected, and what is missing of it already.
///
/// @param source as it was found
/// @param data as corrected
/// @param omitted pictures that the source has and the data has not
public record Material(Dataset source, Dataset data, List<Omitted> omitted) {
    public Material {
        omitted = List.copyOf(omitted);
    }

    public static Material of(Dataset source) {
        return new Material(source, source, List.of());
    }

    /// The same with corrections applied.
    ///
    /// @throws mien.lab.dataset.DatasetException if they do not fit the data
    public Material corrected(Corrections corrections) {
        if (corrections.lines().isEmpty()) {
            return this;
        }
        var corrected = corrections.applyTo(data);
        var drops = corrections.lines().stream()
                .filter(line -> line.action() == Corrections.Action.DROP)
                .toList();
        var left = corrected.samples().stream().map(Sample::file).collect(Collectors.toSet());
        var missing = new ArrayList<>(omitted);
        for (var sample : data.samples()) {
            if (!left.contains(sample.file())) {
                missing.add(new Omitted(sample.file(), Omitted.Reason.CORRECTION, reason(drops, sample.file())));
            }
        }
        return new Material(source, corrected, missing);
    }

    /// A line may give only the end of a name.
    private static String reason(List<Corrections.Line> drops, String file) {
        return drops.stream()
                .filter(line -> ("/" + file).endsWith("/" + line.file().strip()))
                .findFirst()
                .map(Corrections.Line::reason)
                .orElse("");
    }

    /// What the source calls each picture; empty where it does not say.
    Map<String, String> sourceLabels() {
        var labels = new HashMap<String, String>();
        for (var sample : source.samples()) {
            labels.put(sample.file(), label(source, sample));
        }
        return labels;
    }

    /// How many pictures the source has, with and without a label.
    int pictures() {
        var labelled = source.samples().stream().map(Sample::file).collect(Collectors.toSet());
        return labelled.size()
                + (int) omitted.stream()
                        .filter(one -> !labelled.contains(one.file()))
                        .count();
    }

    /// How many pictures have another label than in the source.
    int relabelled() {
        var before = sourceLabels();
        return (int) data.samples().stream()
                .filter(sample -> !before.getOrDefault(sample.file(), "").equals(label(data, sample)))
                .count();
    }

    private static String label(Dataset data, Sample sample) {
        return sample.label() < 0 ? "" : data.labels().labels().get(sample.label());
    }
}
