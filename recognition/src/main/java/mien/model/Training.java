package mien.model;

import java.time.Instant;
import java.util.Map;
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
}
