package mien.lab.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import mien.lab.occlusion.Occlusion;
import mien.lab.training.Augmentation.Mask;

/// Finds which values of a form are wrong, by letting [RecipeFile] read them one group after the other: a form takes
/// what a recipe file takes, and refuses with the same sentences.
public final class RecipeMistakes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHERE = "recipe";

    /// One whose mask is on, so that kinds and share of masks can be tried one without the other.
    private static final Recipe ANY = Recipe.DEFAULT.withAugmentation(
            Recipe.DEFAULT.augmentation().withMask(new Mask(List.of(Occlusion.EYES), 0.5)));

    private final Map<String, RecipeField> fields = RecipeFields.byPath();
    private final Map<String, String> values;
    private final SequencedMap<String, String> mistakes = new LinkedHashMap<>();

    private RecipeMistakes(Map<String, String> values) {
        this.values = values;
    }

    /// The recipe that these values make, the others being as in [Recipe#DEFAULT].
    ///
    /// @param values as text by path, as [RecipeFields#values] gives them
    /// @throws RecipeException if there is none; [#of] says where it is wrong
    public static Recipe read(Map<String, String> values) {
        return read(values, Recipe.DEFAULT);
    }

    /// A sentence for each value that is wrong, by its path; empty if [#read] takes them.
    public static SequencedMap<String, String> of(Map<String, String> values) {
        return new RecipeMistakes(values).find();
    }

    private SequencedMap<String, String> find() {
        var groups = new LinkedHashSet<String>();
        values.forEach((path, _) -> {
            var field = fields.get(path);
            if (field == null) {
                mistakes.put(path, "a recipe has no such value");
            } else {
                groups.add(field.group());
            }
        });
        groups.forEach(this::group);
        if (mistakes.isEmpty()) {
            problem(values, Recipe.DEFAULT)
                    .ifPresent(problem ->
                            mistakes.put(values.keySet().stream().findFirst().orElse(WHERE), problem));
        }
        return mistakes;
    }

    /// Blames the value without which the others of the group are right; or each that is wrong by itself.
    private void group(String group) {
        var own = new LinkedHashMap<String, String>();
        values.forEach((path, value) -> {
            var field = fields.get(path);
            if (field != null && field.group().equals(group)) {
                own.put(path, value);
            }
        });
        var problem = problem(own, Recipe.DEFAULT);
        if (problem.isEmpty()) {
            return;
        }
        var kind = group + ".kind";
        var kinds = fields.get(kind);
        if (kinds != null && own.containsKey(kind) && !kinds.choices().contains(own.get(kind))) {
            mistakes.put(kind, problem.get());
            return;
        }
        var culprits = own.keySet().stream()
                .filter(path -> problem(without(own, path), Recipe.DEFAULT).isEmpty())
                .toList();
        if (!culprits.isEmpty()) {
            mistakes.put(culprits.getFirst(), problem.get());
            return;
        }
        own.forEach(
                (path, value) -> problem(alone(own, path, value), ANY).ifPresent(wrong -> mistakes.put(path, wrong)));
        if (own.keySet().stream().noneMatch(mistakes::containsKey)) {
            mistakes.put(own.firstEntry().getKey(), problem.get());
        }
    }

    private static Map<String, String> without(Map<String, String> own, String path) {
        var rest = new LinkedHashMap<>(own);
        if (!path.endsWith(".kind")) {
            rest.remove(path);
        }
        return rest;
    }

    /// One value, and the kind of what it belongs to.
    private Map<String, String> alone(Map<String, String> own, String path, String value) {
        var one = new LinkedHashMap<String, String>();
        var kind = path.substring(0, path.lastIndexOf('.')) + ".kind";
        if (own.containsKey(kind)) {
            one.put(kind, own.get(kind));
        }
        one.put(path, value);
        return one;
    }

    private static Optional<String> problem(Map<String, String> values, Recipe base) {
        try {
            read(values, base);
            return Optional.empty();
        } catch (RecipeException e) {
            return Optional.of(e.problem());
        }
    }

    private static Recipe read(Map<String, String> values, Recipe base) {
        var fields = RecipeFields.byPath();
        var tree = new LinkedHashMap<String, Object>();
        values.forEach((path, text) -> {
            var field = fields.get(path);
            put(tree, path, field == null ? text : value(field, text.strip()));
        });
        try {
            return RecipeFile.parse(WHERE, JSON.writeValueAsString(tree), base); // JSON is YAML, too
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // maps of texts can always be written
        }
    }

    @SuppressWarnings("unchecked") // every inner value is a tree that was put there
    private static void put(Map<String, Object> tree, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, value);
        } else {
            var inner = (Map<String, Object>) tree.computeIfAbsent(path.substring(0, dot), _ -> new LinkedHashMap<>());
            put(inner, path.substring(dot + 1), value);
        }
    }

    private static Object value(RecipeField field, String text) {
        return switch (field.form()) {
            case WHOLE, NUMBER, TEXT, CHOICE -> text;
            case CHOICES -> parts(text);
            case NUMBERS -> numbers(field, text);
        };
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        for (var part : text.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private static Map<String, String> numbers(RecipeField field, String text) {
        var numbers = new LinkedHashMap<String, String>();
        for (var part : parts(text)) {
            int colon = part.indexOf(':');
            if (colon < 1) {
                throw new RecipeException(
                        WHERE, field.name() + " must be names and numbers, as fer7: 1, ferplus8: 0.5, got " + part);
            }
            numbers.put(
                    part.substring(0, colon).strip(), part.substring(colon + 1).strip());
        }
        return numbers;
    }
}
