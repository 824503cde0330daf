package mien.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mien.lab.occlusion.Occlusion;
import mien.lab.training.Augmentation.Cutout;
import mien.lab.training.Augmentation.Flip;
import mien.lab.training.Augmentation.Light;
import mien.lab.training.Augmentation.Mask;
import mien.lab.training.Augmentation.Warp;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.Recipe.Objective;
import mien.lab.training.Recipe.Pace;
import org.junit.jupiter.api.Test;

class RecipeFileTest {

    @Test
    void aRecipeIsReadBackAsItWasWritten() {
        var recipe = new Recipe(
                new Pace(7, 32),
                new Optimizer.AdamW(3e-4, 0.8, 0.99, 1e-7, 0.02),
                new Schedule.Step(3, 0.25),
                new Objective(0.05, Map.of("fer7", 0.5, "ferplus8", 2.0), Balance.OVERSAMPLE, 1.5),
                new Augmentation(Flip.RANDOM, new Warp(5, 0.2, 0.01), new Light(0.1, 0.3), new Cutout(8, 0.25)),
                new Averaging(0.99, Keep.BEST, 4, "ferplus8.macroF1"));

        assertThat(RecipeFile.parse("r.yaml", RecipeFile.toYaml(recipe))).isEqualTo(recipe);
    }

    @Test
    void whatAFileDoesNotNameIsAsInTheDefaultRecipe() {
        var recipe = RecipeFile.parse("r.yaml", "pace: {epochs: 3}\nschedule: {kind: cosine}\n");

        assertThat(recipe)
                .isEqualTo(Recipe.DEFAULT
                        .withPace(new Pace(3, Recipe.DEFAULT.pace().batchSize()))
                        .withSchedule(Schedule.Cosine.DEFAULT));
    }

    @Test
    void masksAreReadBackAsTheyWereWritten() {
        var masked = Recipe.DEFAULT.withAugmentation(Recipe.DEFAULT
                .augmentation()
                .withMask(new Mask(List.of(Occlusion.LOWER_HALF, Occlusion.LOW_RESOLUTION_24), 0.25)));

        assertThat(RecipeFile.toYaml(masked)).contains("kinds: [lower-half, low-resolution-24]", "share: 0.25");
        assertThat(RecipeFile.parse("r.yaml", RecipeFile.toYaml(masked))).isEqualTo(masked);
        assertThat(RecipeFile.parse("r.yaml", "augmentation: {mask: {kinds: eyes, share: 1}}")
                        .augmentation()
                        .mask())
                .isEqualTo(new Mask(List.of(Occlusion.EYES), 1));
    }

    /// So checkpoints and models made before there were masks stay those of their recipes.
    @Test
    void aRecipeWithoutMasksDoesNotMentionThem() {
        assertThat(RecipeFile.toYaml(Recipe.DEFAULT)).doesNotContain("mask");
        assertThat(RecipeFile.toMap(Recipe.DEFAULT).keySet())
                .containsExactly("pace", "optimizer", "schedule", "objective", "augmentation", "averaging");
    }

    @Test
    void masksThatDoNotExistOrAreNeverDrawnAreRefused() {
        assertError(
                "augmentation:\n  mask:\n    kinds: [eyes, nose]\n    share: 1\n",
                "r.yaml:3: kinds must be one of eyes, mouth, lower-half, upper-half, left, right, glasses, block,"
                        + " low-resolution, blur, low-resolution-24, low-resolution-16, jpeg-20, darkness, got nose");
        assertError(
                "augmentation: {mask: {kinds: [eyes]}}",
                "r.yaml:1: mask: kinds need a share above 0, and a share needs kinds; got kinds [eyes] and share 0.0");
    }

    @Test
    void anEmptyFileIsTheDefaultRecipe() {
        assertThat(RecipeFile.parse("r.yaml", "# nothing yet\n")).isEqualTo(Recipe.DEFAULT);
    }

    @Test
    void anUnknownNameIsRefusedWithItsLine() {
        assertError(
                "pace:\n  epochs: 3\n  speed: 9\n", "r.yaml:3: 'speed' is unknown here; known are epochs, batchSize");
    }

    @Test
    void anUnknownKindIsRefusedWithItsLine() {
        assertError("\noptimizer: {kind: lion}\n", "r.yaml:2: kind 'lion' is unknown here; known are sgd, adam, adamw");
    }

    @Test
    void aValueThatIsNoNumberIsRefused() {
        assertError("pace: {epochs: many}", "r.yaml:1: epochs must be a number, got many");
        assertError("pace: {epochs: 2.5}", "r.yaml:1: epochs must be a whole number, got 2.5");
    }

    @Test
    void aValueOutOfRangeIsRefusedInTheWordsOfTheRecipe() {
        assertError(
                "augmentation:\n  warp: {degrees: 400}", "r.yaml:2: warp.degrees: must be in [0, 180.0], got 400.0");
    }

    @Test
    void anEnumValueMustBeOneOfItsNames() {
        assertError(
                "objective: {balance: heavy}",
                "r.yaml:1: balance must be one of none, weights, downsample, oversample, got heavy");
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        assertError("pace:\n  epochs: 1\n  epochs: 2\n", "r.yaml:3: 'epochs' is there twice");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> RecipeFile.read(Path.of("no-such.yaml")))
                .isInstanceOf(RecipeException.class)
                .hasMessage("no-such.yaml: the recipe cannot be read; check the path");
    }

    private static void assertError(String yaml, String message) {
        assertThatThrownBy(() -> RecipeFile.parse("r.yaml", yaml))
                .isInstanceOf(RecipeException.class)
                .hasMessage(message);
    }
}
