package mien.model;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a model comes from: enough to train it again.
///
/// @param mienVersion the version of Mien that trained it
/// @param epochs completed passes over the training data
/// @param finished when it was done; absent where the file must be reproducible to the byte
/// @param recipe every setting of the training, in order; values are text, numbers, booleans, lists or further maps
public record Training(
        TrainingData data,
        String mienVersion,
        long seed,
        int epochs,
        @Nullable Instant finished,
        Map<String, Object> recipe) {
    public Training {
        recipe = Json.copy(recipe);
    }

    /// Where a recipe says what the model learned from that the training began with: its [#lessons].
    public static final String LEARNED_BEFORE = "learnedBefore";

    /// What the model learned from, in all trainings behind it: its own or those of the models that were packed into
    /// it, and those of the models that they began with.
    ///
    /// @return from the hash of each data set to the seeds that it was split by
    public Map<String, List<Long>> lessons() {
        var lessons = new LinkedHashMap<String, Set<Long>>();
        collect(recipe, data.hash(), seed, lessons);
        return lessons.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, one -> List.copyOf(one.getValue()), (a, _) -> a, LinkedHashMap::new));
    }

    private static void collect(Map<?, ?> recipe, String hashes, long seed, Map<String, Set<Long>> lessons) {
        map(recipe.get(LEARNED_BEFORE)).forEach((hash, seeds) -> {
            var known = lessons.computeIfAbsent(String.valueOf(hash), _ -> new LinkedHashSet<>());
            list(seeds).stream()
                    .filter(Long.class::isInstance)
                    .map(Long.class::cast)
                    .forEach(known::add);
        });
        var models = list(map(recipe.get("pack")).get("models"));
        for (var model : models) {
            var of = map(model);
            var hash = of.get("hash") instanceof String own ? own : hashes;
            collect(map(of.get("recipe")), hash, of.get("seed") instanceof Long own ? own : seed, lessons);
        }
        if (models.isEmpty()) {
            for (var hash : hashes.split(" \\+ ", -1)) {
                lessons.computeIfAbsent(hash, _ -> new LinkedHashSet<>()).add(seed);
            }
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
