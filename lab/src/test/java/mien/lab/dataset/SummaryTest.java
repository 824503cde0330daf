package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.dataset.Problem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    @TempDir
    Path temp;

    @Test
    void groupsProblemsAndTellsTheFirstFew() {
        var problems = IntStream.rangeClosed(2, 1_316)
                .mapToObj(line -> new Problem(Kind.MISSING, "a.csv:" + line, "names x, which is not there"))
                .toList();
        assertThat(Summary.problems(problems))
                .containsExactly(
                        "pictures that are named but not there: 1,315",
                        "  a.csv:2: names x, which is not there",
                        "  a.csv:3: names x, which is not there",
                        "  a.csv:4: names x, which is not there",
                        "  and 1,312 more");
    }

    @Test
    void countsWhatIsReadable() {
        var data = new TinyData(temp.resolve("faces"))
                .pictures(9, "train/happy/a.png", "train/sad/b.png", "val/happy/c.png", "val/sad/d.png")
                .text("val/sad/broken.jpg", "x");
        try (var dataset = Datasets.open(data.root());
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, temp.resolve("cache"))) {
            var problem = pixels.problems().getFirst();
            assertThat(Summary.of(dataset, pixels))
                    .containsExactly(
                            "faces: folder per class, 2 splits",
                            "  train 2: happy 1, sad 1",
                            "  validation 2: happy 1, sad 1",
                            "unreadable pictures: 1",
                            "  val/sad/broken.jpg: " + problem.what());
        }
    }
}
