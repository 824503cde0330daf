package mien.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Split;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.model.Training;
import mien.model.TrainingData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Data without a split, and models that were trained on it.
class LearnedFromTest extends Assessing {
    private static final Preprocessing LARGER = new Preprocessing(1, 4, 4, 1);

    @Test
    void picturesThatAreAllLearnedFromAreNotScoredUnlessAskedFor() {
        var data = noise(30);
        var packed = trained("packed.onnx", TINY, data, LongStream.rangeClosed(1, 12));

        assertThatThrownBy(() -> assess(data, Request.DEFAULT, packed))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("faces.zip: one of the models has learned from each of its pictures, so none is left to"
                        + " score them by; give other pictures, or choose all with --split");
        assertThat(assess(data, Request.DEFAULT.withPart(Part.ALL), packed).samples())
                .hasSize(30);
    }

    @Test
    void picturesThatSeveralModelsTogetherLearnedFromAreNotScoredEither() {
        var data = noise(30);
        var models = LongStream.rangeClosed(1, 12)
                .mapToObj(seed -> trained(seed + ".onnx", TINY, data, LongStream.of(seed)))
                .toArray(ScoredModel[]::new);

        assertThatThrownBy(() -> assess(data, Request.DEFAULT, models))
                .hasMessageStartingWith("faces.zip: one of the models has learned from each of its pictures, so none");
    }

    @Test
    void aModelIsNotScoredOnWhatItLearnedFromWhateverTheSizeOfTheFirstOne() {
        var data = noise(300);
        var own = trained("own.onnx", LARGER, data, LongStream.of(2));

        var beside = assess(data, Request.DEFAULT, model("first.onnx", TINY, null), own);

        var alone = assess(data, Request.DEFAULT, own);
        assertThat(alone.samples()).hasSize(30);
        assertThat(beside.samples()).isEqualTo(alone.samples());
        assertThat(beside.setting().splitting())
                .isEqualTo("none in the data: 80 % train, 10 % validation, 10 % test, stratified, seed 2");
    }

    private Dataset noise(int pictures) {
        var random = new SplittableRandom(7);
        for (int i = 0; i < pictures; i++) {
            add(Split.NONE, i % 3, null, 0, i);
            var grey = new byte[16];
            random.nextBytes(grey);
            pixels.put(i + ".png", grey);
        }
        return data(MOODS);
    }

    /// As if trained on the data with these seeds, and packed.
    private ScoredModel trained(String name, Preprocessing input, Dataset data, LongStream seeds) {
        try (var cache = PixelCache.open(data, input, this.cache)) {
            var members = seeds.mapToObj(seed -> Map.of("seed", seed)).toList();
            return model(
                    name,
                    input,
                    new Training(
                            new TrainingData("faces", "sha256:" + cache.dataHash(), ""),
                            "test",
                            1,
                            1,
                            null,
                            Map.of("pack", Map.of("models", members))));
        }
    }

    private static ScoredModel model(String name, Preprocessing input, @Nullable Training training) {
        return new ScoredModel(
                name,
                input,
                List.of(MOOD),
                (inputs, _) -> inputs.stream().map(_ -> row(0, 3)).toArray(double[][]::new),
                training);
    }
}
