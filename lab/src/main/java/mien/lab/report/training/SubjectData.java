package mien.lab.report.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import mien.lab.network.NetworkFile;
import mien.lab.training.Recipe;
import mien.lab.training.RecipeFile;

/// Network, recipe and facts of a training as data of a page.
final class SubjectData {
    private SubjectData() {}

    /// `{facts: [[name, text]], recipe: [[name, value, default or null]], network: {...}}`.
    static void into(ObjectNode data, Subject subject) {
        var facts = data.putArray("facts");
        subject.facts().forEach(fact -> facts.addArray().add(fact.name()).add(fact.text()));
        var values = flat(RecipeFile.toMap(subject.recipe()));
        var usual = flat(RecipeFile.toMap(Recipe.DEFAULT));
        var recipe = data.putArray("recipe");
        values.forEach((name, value) -> recipe.addArray()
                .add(name)
                .add(value)
                .add(Objects.equals(value, usual.get(name)) ? null : usual.getOrDefault(name, "none")));
        network(data.putObject("network"), subject);
    }

    private static void network(ObjectNode json, Subject subject) {
        var network = subject.network();
        json.put("name", network.name());
        json.put("input", network.input().toString());
        json.put("parameters", network.parameters()).put("macs", network.macs());
        var steps = json.putArray("steps");
        for (var step : network.steps()) {
            steps.addArray()
                    .add(step.path())
                    .add(NetworkFile.line(step.layer()))
                    .add(step.output().toString())
                    .add(step.parameters())
                    .add(step.macs());
        }
    }

    /// `pace.epochs` to `40`.
    private static Map<String, String> flat(Map<?, ?> nested) {
        var flat = new LinkedHashMap<String, String>();
        nested.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flat(inner).forEach((rest, text) -> flat.put(name + "." + rest, text));
            } else {
                flat.put(String.valueOf(name), String.valueOf(value));
            }
        });
        return flat;
    }
}
