package mien.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import mien.lab.training.Optimizer;
import mien.lab.training.Recipe;
import org.junit.jupiter.api.Test;

class OverridesTest {
    @Test
    void valuesReplaceThoseOfTheRecipeAndAKindBringsItsOwnDefaults() {
        var recipe = Overrides.recipe(
                Recipe.DEFAULT,
                Map.of("optimizer.learningRate", "0.02", "optimizer.kind", "adamw", "network", "mien-xs"));

        assertThat(recipe).isEqualTo(Recipe.DEFAULT.withOptimizer(new Optimizer.AdamW(0.02, 0.9, 0.999, 1e-8, 0.05)));
    }

    @Test
    void aNameThatTheRecipeDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> Overrides.recipe(Recipe.DEFAULT, Map.of("optimiser.learningRate", "1")))
                .isInstanceOf(TuneException.class)
                .hasMessage(
                        "'optimiser.learningRate' is no value of the recipe; `mien train --print-recipe` shows them,"
                                + " such as optimizer.learningRate");
    }
}
