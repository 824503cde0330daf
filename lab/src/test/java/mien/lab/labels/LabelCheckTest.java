package mien.lab.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mien.image.Picture;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.lab.labels.LabelCheck.Options;
import mien.lab.labels.LabelCheck.Progress;
import mien.lab.torch.Precision;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCheckTest {
    private static final LabelSet SHAPES = new LabelSet("shapes", List.of("ring", "cross", "blank"));
    private static final int RING = 0;
    private static final int CROSS = 1;
    private static final int BLANK = 2;

    @TempDir
    private Path cache;

    /// Pictures drawn by number, each with a shape to show and a label to give.
    private static final class Drawings {
        private final List<Integer> shown = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();

        Drawings add(int count, int shape, int label) {
            for (int i = 0; i < count; i++) {
                samples.add(new Sample(shown.size() + ".png", Split.NONE, label, null));
                shown.add(shape);
            }
            return this;
        }

        Dataset dataset() {
            return new Dataset("shapes", SHAPES, samples, List.of(), new PictureSource() {
                @Override
                public Picture read(Sample sample) {
                    int number = Integer.parseInt(sample.file().replace(".png", ""));
                    return drawn(shown.get(number), number);
                }

                @Override
                public String contentKey() {
                    return "shapes " + shown;
                }

                @Override
                public void close() {}
            });
        }
    }

    /// A bright shape somewhere on a noisy ground.
    private static Picture drawn(int shape, int seed) {
        var random = new SplittableRandom(seed);
        int x0 = random.nextInt(21, 27);
        int y0 = random.nextInt(21, 27);
        double radius = random.nextDouble(9, 14);
        var pixels = new byte[48 * 48];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % 48 - x0;
            int y = i / 48 - y0;
            boolean ink = switch (shape) {
                case RING -> Math.abs(Math.hypot(x, y) - radius) < 3;
                case CROSS -> Math.hypot(x, y) < radius && (Math.abs(x) < 3 || Math.abs(y) < 3);
                default -> false;
            };
            pixels[i] = (byte) (random.nextInt(40) + (ink ? 180 : 0));
        }
        return new Picture(48, 48, 1, pixels);
    }

    private static Options quick(int folds, int epochs) {
        return new Options(folds, epochs, 1, Precision.FP32);
    }

    private LabelCheckResult check(Dataset data, Options options) throws InterruptedException {
        try (data;
                var pixels = PixelCache.open(data, LabelCheck.INPUT, cache)) {
            return LabelCheck.run(data, pixels, List.of(), options, new Patient(Integer.MAX_VALUE))
                    .orElseThrow();
        }
    }

    @Test
    void wrongLabelsAreFoundAmongDrawings() throws InterruptedException {
        var data = new Drawings()
                .add(57, RING, RING)
                .add(3, RING, CROSS)
                .add(57, CROSS, CROSS)
                .add(3, CROSS, RING)
                .dataset();

        var result = check(data, quick(2, 20));

        assertThat(result.suspects().stream().map(SuspectedLabel::sample))
                .hasSizeGreaterThanOrEqualTo(5)
                .isSubsetOf(57, 58, 59, 117, 118, 119);
        assertThat(result.suspects()).allSatisfy(suspect -> {
            boolean ring = suspect.sample() < 60;
            assertThat(suspect.given()).isEqualTo(ring ? "cross" : "ring");
            assertThat(suspect.suggested()).isEqualTo(ring ? "ring" : "cross");
            assertThat(suspect.confidence()).isGreaterThan(0.5).isLessThanOrEqualTo(1);
            assertThat(suspect.evidence()).startsWith("networks that did not learn from it see " + suspect.suggested());
        });
        assertThat(result.suspects()).isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
        assertThat(result.agreement()).isGreaterThan(0.9);
        assertThat(result.noise().stream().map(ClassNoise::label)).containsExactly("ring", "cross");
        assertThat(result.noise().getFirst().pictures()).isEqualTo(60);
        assertThat(result.noise().getFirst().wrong()).isBetween(0.02, 0.12);
        assertThat(result.probabilities()).hasNumberOfRows(120);
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void aClassOfTwoPicturesIsNotCheckedAndSaysSo() throws InterruptedException {
        var data = new Drawings()
                .add(6, RING, RING)
                .add(6, CROSS, CROSS)
                .add(2, BLANK, BLANK)
                .dataset();

        var result = check(data, quick(5, 1));

        assertThat(result.notes())
                .containsExactly("blank is not checked: it has 2 different pictures, and 3 are needed");
        assertThat(result.probabilities()[12]).isEmpty();
        assertThat(result.probabilities()[0]).hasSize(3);
        assertThat(result.suspects()).allMatch(suspect -> suspect.sample() < 12);
        assertThat(result.noise()).hasSize(2);
    }

    @Test
    void oneClassAloneLeavesNothingToCheck() throws InterruptedException {
        var data = new Drawings().add(5, RING, RING).dataset();

        var result = check(data, Options.forPictures(5));

        assertThat(result.suspects()).isEmpty();
        assertThat(result.agreement()).isNaN();
        assertThat(result.notes())
                .containsExactly("nothing to check: it takes two labels with at least 3 different pictures each");
    }

    @Test
    void picturesWithVotesOnlyHaveNoLabelThatCouldBeWrong() throws InterruptedException {
        var drawings = new Drawings().add(4, RING, RING).add(4, CROSS, CROSS).add(2, RING, -1);
        var votes = new Votes(List.of(10, 0, 0, 0, 0, 0, 0, 0), 0, 0);
        drawings.samples.replaceAll(s -> new Sample(s.file(), s.split(), s.label(), votes));

        var result = check(drawings.dataset(), quick(2, 1));

        assertThat(result.probabilities()[8]).isEmpty();
        assertThat(result.probabilities()[9]).isEmpty();
        assertThat(result.suspects()).allMatch(suspect -> suspect.sample() < 8);
    }

    @Test
    void aCheckThatIsAskedToStopStops() throws InterruptedException {
        var data = new Drawings().add(8, RING, RING).add(8, CROSS, CROSS).dataset();
        var watcher = new Patient(3);

        try (data;
                var pixels = PixelCache.open(data, LabelCheck.INPUT, cache)) {
            assertThat(LabelCheck.run(data, pixels, List.of(), quick(2, 50), watcher))
                    .isEmpty();
        }

        assertThat(watcher.seen).hasSize(3);
        assertThat(watcher.seen.getFirst().fold()).isEqualTo(1);
        assertThat(watcher.seen.getFirst().folds()).isEqualTo(2);
        assertThat(watcher.seen.getFirst().epochs()).isEqualTo(50);
        assertThat(watcher.seen.getFirst().left()).isPositive();
    }

    @Test
    void fewPicturesAreLookedAtMoreOftenThanMany() {
        assertThat(Options.forPictures(32_298)).isEqualTo(new Options(4, 20, 1, Precision.AUTO));
        assertThat(Options.forPictures(4_446)).isEqualTo(new Options(4, 33, 1, Precision.AUTO));
        assertThat(Options.forPictures(0)).isEqualTo(new Options(4, 60, 1, Precision.AUTO));
        assertThat(Options.forPictures(1_000_000)).isEqualTo(new Options(4, 10, 1, Precision.AUTO));
    }

    @Test
    void foldsAndEpochsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> quick(1, 0))
                .hasMessage("label check: folds must be at least 2 and epochs at least 1, got 1 and 0");
    }

    private static final class Patient implements LabelCheck.Watcher {
        private final List<Progress> seen = new ArrayList<>();
        private final int steps;

        Patient(int steps) {
            this.steps = steps;
        }

        @Override
        public void stepped(Progress progress) {
            seen.add(progress);
        }

        @Override
        public boolean stopRequested() {
            return seen.size() >= steps;
        }
    }
}
