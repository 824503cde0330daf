package mien.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mien.image.Preprocessing;
import mien.model.Architecture;
import mien.model.Contract;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.Training;
import mien.model.TrainingData;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    @Test
    void everyModelInAPackedOneHasLinesOfItsOwn() {
        var models = List.of(
                Map.of("recipe", Map.of("mask", Map.of("kinds", List.of("eyes", "mouth")))), Map.of("seed", 2L));
        var data = new TrainingData("faces.zip", "sha256:1", "");
        var contract = new Contract(
                "two",
                Preprocessing.GREY_48,
                List.of(Head.of("mood", new LabelSet("mood", List.of("happy", "sad")))),
                new Architecture("a + b", 1_234, 5_678),
                new Training(data, "0.1.0", 1, 3, null, Map.of("pack", Map.of("models", models))),
                Map.of());

        assertThat(ModelCard.of(contract, 9_999)).isEqualTo("""
                two
                  labels        mood: happy, sad (temperature 1.0, never uncertain)
                  input         grey 48 x 48, crop 1.0 x the face
                  network       a + b
                  size          1,234 parameters, 9,999 bytes
                  MACs          5,678 a face
                  training data faces.zip
                                sha256:1
                  training      3 epochs, seed 1, Mien 0.1.0
                  recipe        pack.models.1.recipe.mask.kinds = eyes, mouth
                                pack.models.2.seed = 2
                """);
    }
}
