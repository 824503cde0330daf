package mien.lab.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.lab.labels.LabelCheck.Progress;
import mien.lab.labels.OutOfFold.Samples;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the mean faces of `samples/`, each in four lights.
class SecondOpinionTest {
    private static final Path FACES = Path.of("../samples");
    private static final int LIGHTS = 4;
    private static final LabelSet OWN_NAMES = // five of seven are known
            new LabelSet("own", List.of("cross", "yuck", "fear", "happy", "sad", "surprise", "neutral"));

    @TempDir
    private Path cache;

    private static Dataset faces(@Nullable Votes votes) {
        var samples = IntStream.range(0, 7 * LIGHTS)
                .mapToObj(i -> new Sample(i + ".png", Split.NONE, i / LIGHTS, votes))
                .toList();
        return new Dataset("faces", OWN_NAMES, samples, List.of(), new PictureSource() {
            @Override
            public Picture read(Sample sample) {
                int number = Integer.parseInt(sample.file().replace(".png", ""));
                return lit(LabelSet.FER7.labels().get(number / LIGHTS), 10 * (number % LIGHTS));
            }

            @Override
            public String contentKey() {
                return "mean faces in " + LIGHTS + " lights";
            }

            @Override
            public void close() {}
        });
    }

    private static Picture lit(String emotion, int brighter) {
        var grey = Picture.read(FACES.resolve(emotion + ".png")).grey();
        var pixels = grey.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.min(255, (pixels[i] & 0xFF) + brighter);
        }
        return new Picture(grey.width(), grey.height(), 1, pixels);
    }

    private static Samples samples(PixelCache pixels, LabelSet labels) {
        return new Samples(
                pixels,
                labels,
                pixels.samples().stream().mapToInt(Sample::label).toArray());
    }

    @Test
    void isAskedAboutEmotionsInDataThatTheModelDidNotLearnFrom() {
        try (var data = faces(null);
                var pixels = PixelCache.open(data, LabelCheck.INPUT, cache)) {
            var cast = new LabelSet("cast", List.of("happy", "tom", "jerry", "spike", "nibbles", "butch", "toodles"));

            assertThat(SecondOpinion.isWanted("faces.zip", samples(pixels, OWN_NAMES)))
                    .isTrue();
            assertThat(SecondOpinion.isWanted("faces.zip", samples(pixels, cast)))
                    .isFalse();
            assertThat(SecondOpinion.isWanted("FER2013-clean.zip", samples(pixels, OWN_NAMES)))
                    .isFalse();
        }
    }

    @Test
    void isNotAskedWhereTaggersVoted() {
        try (var data = faces(new Votes(List.of(10, 0, 0, 0, 0, 0, 0, 0), 0, 0));
                var pixels = PixelCache.open(data, LabelCheck.INPUT, cache)) {
            assertThat(SecondOpinion.isWanted("faces.zip", samples(pixels, OWN_NAMES)))
                    .isFalse();
        }
    }

    @Test
    void learnsTheDatasLabelsFromTheOtherFolds() {
        try (var data = faces(null);
                var pixels = PixelCache.open(data, LabelCheck.INPUT, cache)) {
            var samples = samples(pixels, OWN_NAMES);
            samples.given()[27] = -1;
            var folds = Folds.deal(samples.given(), Folds.units(28, List.of()), LIGHTS, 1);

            var rows = SecondOpinion.of(samples, folds, new Patience(false)).orElseThrow();

            assertThat(rows[27]).isEmpty();
            for (int i = 0; i < 27; i++) {
                assertThat(Arrays.stream(rows[i]).max().orElse(0)).isEqualTo(rows[i][samples.given()[i]]);
            }
            assertThat(SecondOpinion.of(samples, folds, new Patience(true))).isEmpty();
        }
    }

    private record Patience(boolean stopRequested) implements LabelCheck.Watcher {
        @Override
        public void stepped(Progress progress) {}
    }
}
