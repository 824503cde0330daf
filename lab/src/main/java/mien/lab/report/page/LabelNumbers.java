package mien.lab.report.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mien.Palette;

/// The labels that a page speaks of, numbered as they come, each with its colour from [Palette].
public final class LabelNumbers {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    public LabelNumbers() {}

    /// Starts with some.
    public LabelNumbers(List<String> labels) {
        labels.forEach(this::number);
    }

    /// The number of a label, always the same.
    public int number(String label) {
        return numbers.computeIfAbsent(label, _ -> numbers.size());
    }

    /// `labels: [{name, colour}]`, as the pages' scripts want them. Call it when no more labels come.
    public void into(ObjectNode data) {
        var labels = data.putArray("labels");
        numbers.keySet()
                .forEach(label -> labels.addObject()
                        .put("name", label)
                        .put("colour", Palette.of(label).css()));
    }
}
