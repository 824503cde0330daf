package mien.lab.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import mien.image.Preprocessing;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataTest {
    static final Path DATA = Path.of("../../shared/data");

    @TempDir
    Path cache;

    static Path data(String name) {
        var path = DATA.resolve(name);
        assumeThat(path).as("the shared data is absent").exists();
        return path;
    }

    @Test
    void readsFer2013WithItsVotesAndServesItsPixelsFromTheCache() {
        long t0 = System.nanoTime();
        try (var dataset = Datasets.open(data("fer2013.zip"))) {
            long t1 = System.nanoTime();
            assertThat(dataset.form()).isEqualTo("folder per class, with FER+ votes, 2 splits");
            assertThat(dataset.labels()).isEqualTo(LabelSet.FER7);
            assertThat(dataset.problems()).isEmpty();
            assertThat(dataset.samples().stream().collect(groupingBy(Sample::split, counting())))
                    .isEqualTo(Map.of(Split.TRAIN, 28_709L, Split.VALIDATION, 3_589L));
            assertThat(dataset.samples()).allMatch(sample -> sample.votes().isPresent());
            long t2 = System.nanoTime();
            PixelCache.open(dataset, Preprocessing.GREY_48, cache).close();
            long t3 = System.nanoTime();
            try (var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, cache)) {
                long t4 = System.nanoTime();
                System.out.printf(
                        "index %.3f s, build %.3f s, second open %.3f s%n",
                        (t1 - t0) / 1e9, (t3 - t2) / 1e9, (t4 - t3) / 1e9);
                assertThat(pixels.samples()).isEqualTo(dataset.samples());
                assertThat(pixels.problems()).isEmpty();
                var read = new byte[48 * 48];
                pixels.read(12_345, read);
                var picture = dataset.source().read(pixels.samples().get(12_345));
                assertThat(read).isEqualTo(Preprocessing.GREY_48.whole(picture));
            }
        }
    }
}
