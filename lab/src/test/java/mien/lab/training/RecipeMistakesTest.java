package mien.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mien.lab.occlusion.Occlusion;
import mien.lab.training.Augmentation.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeMistakesTest {

    static Stream<Recipe> recipes() {
        var objective = new Recipe.Objective(0.05, Map.of("fer7", 0.5, "ferplus8", 2.0), Balance.OVERSAMPLE, 1.5);
        var masks = new Mask(java.util.List.of(Occlusion.EYES, Occlusion.LOWER_HALF), 0.25);
        var masked =
                Recipe.DEFAULT.withAugmentation(Recipe.DEFAULT.augmentation().withMask(masks));
        return Stream.concat(
                Recipes.BY_NAME.values().stream(),
                Stream.of(
                        masked.withObjective(objective).withOptimizer(new Optimizer.Adam(1e-3, 0.9, 0.99, 1e-8, 0)),
                        Recipe.DEFAULT.withSchedule(new Schedule.Step(3, 0.2))));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void theValuesOfARecipeMakeTheSameRecipe(Recipe recipe) {
        assertThat(RecipeMistakes.of(RecipeFields.values(recipe))).isEmpty();
        assertThat(RecipeMistakes.read(RecipeFields.values(recipe))).isEqualTo(recipe);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyValueOfARecipeHasAFieldWithAMeaning(Recipe recipe) {
        var fields = RecipeFields.byPath();
        assertThat(RecipeFields.values(recipe).keySet()).allSatisfy(path -> {
            assertThat(Objects.requireNonNull(fields.get(path), path).meaning()).endsWith(".");
        });
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(RecipeFields.values(Recipes.CLASSIC))
                .containsEntry("optimizer.learningRate", "0.001")
                .containsEntry("optimizer.epsilon", "1e-8")
                .containsEntry("optimizer.weightDecay", "0")
                .containsEntry("pace.epochs", "100")
                .containsEntry("objective.headWeights", "");
        assertThat(RecipeFields.startsOfKinds().get("schedule.kind=step"))
                .containsEntry("schedule.drops", "2")
                .containsEntry("schedule.factor", "0.1");
    }

    @Test
    void eachMistakeIsSaidOfTheValueThatHasIt() {
        assertThat(of("pace.epochs", "0"))
                .containsExactly(Map.entry(
                        "pace.epochs", "pace: epochs must be at least 1 and batchSize at least 2, got 0 and 256"));
        assertThat(of("pace.epochs", "many"))
                .containsExactly(Map.entry("pace.epochs", "epochs must be a number, got many"));
        assertThat(of("pace.batchSize", "2.5"))
                .containsExactly(Map.entry("pace.batchSize", "batchSize must be a whole number, got 2.5"));
        assertThat(of("augmentation.warp.degrees", "270"))
                .containsExactly(
                        Map.entry("augmentation.warp.degrees", "warp.degrees: must be in [0, 180.0], got 270.0"));
        assertThat(of("objective.headWeights", "fer7"))
                .containsExactly(Map.entry(
                        "objective.headWeights",
                        "headWeights must be names and numbers, as fer7: 1, ferplus8: 0.5, got fer7"));
        assertThat(of("averaging.keep", "all"))
                .containsExactly(Map.entry("averaging.keep", "keep must be one of last, best, got all"));
        assertThat(of("optimizer.kind", "lion"))
                .containsExactly(
                        Map.entry("optimizer.kind", "kind 'lion' is unknown here; known are sgd, adam, adamw"));
        assertThat(of("pace.hours", "1")).containsExactly(Map.entry("pace.hours", "a recipe has no such value"));
    }

    @Test
    void severalMistakesInOneGroupAreToldApart() {
        assertThat(of("pace.epochs", "0", "pace.batchSize", "1")).containsOnlyKeys("pace.epochs", "pace.batchSize");
        assertThat(of("optimizer.learningRate", "fast", "optimizer.momentum", "2"))
                .containsExactly(
                        Map.entry("optimizer.learningRate", "learningRate must be a number, got fast"),
                        Map.entry("optimizer.momentum", "momentum: must be in [0, 1), got 2.0"));
        assertThat(of("augmentation.mask.kinds", "nose", "augmentation.mask.share", "0.3"))
                .containsOnlyKeys("augmentation.mask.kinds");
    }

    @Test
    void masksNeedAShareAndASharesNeedsMasks() {
        assertThat(of("augmentation.mask.share", "0.3"))
                .containsExactly(Map.entry(
                        "augmentation.mask.share",
                        "mask: kinds need a share above 0, and a share needs kinds; got kinds [] and share 0.3"));
        assertThat(of("augmentation.mask.kinds", "eyes, glasses")).containsOnlyKeys("augmentation.mask.kinds");
        assertThat(of("augmentation.mask.kinds", "eyes, glasses", "augmentation.mask.share", "0.5"))
                .isEmpty();
    }

    @Test
    void textsThatAreYamlOrJsonStayTexts() {
        assertThat(of("averaging.metric", "\"}, pace: {epochs: 0}")).isEmpty();
        assertThat(of("pace.epochs", "{a: 1}")).containsOnlyKeys("pace.epochs");
    }

    private static Map<String, String> of(String... pathsAndValues) {
        var values = new LinkedHashMap<>(RecipeFields.values(Recipe.DEFAULT));
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            values.put(pathsAndValues[i], pathsAndValues[i + 1]);
        }
        return RecipeMistakes.of(values);
    }
}
