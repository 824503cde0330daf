package mien.lab.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import mien.lab.occlusion.Occlusion;
import mien.lab.training.Augmentation.Cutout;
import mien.lab.training.Augmentation.Light;
import mien.lab.training.Augmentation.Mask;
import mien.lab.training.Augmentation.Warp;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.Recipe.Objective;
import mien.lab.training.Recipe.Pace;

/// The built-in recipes by name.
public final class Recipes {

    /// As tutorials train: Adam at a constant rate, no augmentation, stopping when the validation no longer gets
    /// better.
    public static final Recipe CLASSIC = new Recipe(
            new Pace(100, 64),
            Optimizer.Adam.DEFAULT,
            new Schedule.Constant(),
            new Objective(0, Map.of(), Balance.NONE, 0),
            Augmentation.NONE,
            new Averaging(0, Keep.BEST, 10, ""));

    /// For a first try, and for a few hundred pictures: short, with an optimiser that forgives few steps.
    public static final Recipe QUICK = Recipe.DEFAULT
            .withPace(new Pace(10, 64))
            .withOptimizer(Optimizer.AdamW.DEFAULT)
            .withAveraging(new Averaging(0.98, Keep.LAST, 0, ""));

    /// The recipe of the first training of `mien-fast`, the shipped model: faces at more angles and in more light, a
    /// quarter of them partly hidden or spoiled.
    public static final Recipe SHIPPED = Recipe.DEFAULT.withAugmentation(new Augmentation(
            Augmentation.DEFAULT.flip(),
            new Warp(15, 0.15, 0.12),
            new Light(0.25, 0.3),
            new Cutout(14, 0.5),
            new Mask(
                    List.of(
                            Occlusion.EYES,
                            Occlusion.MOUTH,
                            Occlusion.LOWER_HALF,
                            Occlusion.GLASSES,
                            Occlusion.BLOCK,
                            Occlusion.LOW_RESOLUTION,
                            Occlusion.BLUR,
                            Occlusion.LOW_RESOLUTION_24,
                            Occlusion.LOW_RESOLUTION_16,
                            Occlusion.JPEG_20,
                            Occlusion.DARKNESS),
                    0.25),
            Augmentation.DEFAULT.mixup()));

    public static final SequencedMap<String, Recipe> BY_NAME = byName();

    private Recipes() {}

    private static SequencedMap<String, Recipe> byName() {
        var recipes = new LinkedHashMap<String, Recipe>();
        recipes.put("default", Recipe.DEFAULT);
        recipes.put("quick", QUICK);
        recipes.put("classic", CLASSIC);
        recipes.put("shipped", SHIPPED);
        return Collections.unmodifiableSequencedMap(recipes);
    }

    /// A built-in recipe, or one from a YAML file.
    ///
    /// @throws RecipeException if it is neither
    public static Recipe named(String nameOrFile) {
        var builtIn = BY_NAME.get(nameOrFile);
        if (builtIn != null) {
            return builtIn;
        }
        if (!Files.exists(Path.of(nameOrFile))) {
            throw new RecipeException(
                    "recipe '" + nameOrFile + "'",
                    "neither a built-in recipe nor a file; built in are " + String.join(", ", BY_NAME.keySet()));
        }
        return RecipeFile.read(Path.of(nameOrFile));
    }
}
