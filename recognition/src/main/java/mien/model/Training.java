package mien.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /// The seeds of all trainings behind the model: its own, or those of the models that were packed into it.
    public List<Long> seeds() {
        var packed = seedsIn(recipe).distinct().toList();
        return packed.isEmpty() ? List.of(seed) : packed;
    }

    private static Stream<Long> seedsIn(Map<?, ?> recipe) {
        if (!(recipe.get("pack") instanceof Map<?, ?> pack) || !(pack.get("models") instanceof List<?> models)) {
            return Stream.of();
        }
        return models.stream().flatMap(model -> {
            var within = model instanceof Map<?, ?> map ? map : Map.of();
            var inner =
                    within.get("recipe") instanceof Map<?, ?> map ? seedsIn(map).toList() : List.<Long>of();
            return inner.isEmpty() && within.get("seed") instanceof Long own ? Stream.of(own) : inner.stream();
        });
    }
}
