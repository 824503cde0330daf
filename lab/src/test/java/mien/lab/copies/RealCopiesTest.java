package mien.lab.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.lab.dataset.Datasets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RealCopiesTest {
    private static final Path DATA = Path.of("../../shared/data");

    private static List<Picture> pictures(String name) {
        var path = DATA.resolve(name);
        assumeThat(path).as("the shared data is absent").exists();
        try (var dataset = Datasets.open(path)) {
            return dataset.samples().parallelStream()
                    .map(sample -> dataset.source().read(sample))
                    .toList();
        }
    }

    /// Every pair is compared byte by byte.
    private static List<List<Integer>> bruteForce(List<Picture> pictures) {
        var copyOf = new int[pictures.size()];
        var grey = pictures.stream().map(RealCopiesTest::greyPixels).toList();
        IntStream.range(0, copyOf.length).parallel().forEach(i -> {
            int j = 0;
            while (!sameSize(pictures.get(i), pictures.get(j)) || !Arrays.equals(grey.get(i), grey.get(j))) {
                j++;
            }
            copyOf[i] = j;
        });
        var groups = new HashMap<Integer, List<Integer>>();
        for (int i = 0; i < copyOf.length; i++) {
            groups.computeIfAbsent(copyOf[i], _ -> new ArrayList<>()).add(i);
        }
        return groups.values().stream()
                .filter(group -> group.size() > 1)
                .sorted((a, b) -> a.getFirst() - b.getFirst())
                .toList();
    }

    private static boolean sameSize(Picture a, Picture b) {
        return a.width() == b.width() && a.height() == b.height();
    }

    private static byte[] greyPixels(Picture picture) {
        assertThat(picture.channels()).isEqualTo(1);
        return picture.pixels();
    }

    private static int extras(List<List<Integer>> groups) {
        return groups.stream().mapToInt(group -> group.size() - 1).sum();
    }

    @Test
    void findsAllExactCopiesOfNaturalFacesAndInventsNoneNorNearOnes() {
        var pictures = pictures("natural-faces.zip");
        var copies = CopyFinderTest.find(pictures);
        assertThat(copies.exact()).isEqualTo(bruteForce(pictures)).hasSize(189);
        assertThat(extras(copies.exact())).isEqualTo(214);
        assertThat(copies.near()).as("129, all looked at by eye").hasSizeBetween(120, 140);
        assertThat(copies.near()).allSatisfy(group -> assertThat(group).hasSizeLessThan(6));
    }

    @Test
    @Tag("slow")
    void findsAllExactCopiesOfFer2013AndChainsNoFacesTogether() {
        var pictures = pictures("fer2013.zip");
        long start = System.nanoTime();
        var copies = CopyFinderTest.find(pictures);
        System.out.printf(
                Locale.ROOT,
                "fer2013.zip: %.1f s for %,d pictures; %,d groups of near copies, %,d pictures in them%n",
                (System.nanoTime() - start) / 1e9,
                pictures.size(),
                copies.near().size(),
                copies.near().stream().mapToInt(List::size).sum());
        assertThat(copies.exact()).isEqualTo(bruteForce(pictures)).hasSize(1271);
        assertThat(extras(copies.exact())).isEqualTo(1530);
        assertThat(copies.near()).allSatisfy(group -> assertThat(group).hasSizeLessThan(40));
        assertThat(copies.near()).hasSizeBetween(2_200, 2_600);
    }

    @Test
    void findsPlantedCopiesOfSomeRealFaces() {
        plant(different(250), 0.97, 0.98);
    }

    @Test
    @Tag("slow")
    void findsPlantedCopiesOfTwoThousandRealFaces() {
        plant(different(2_000), 0.95, 0.98);
    }

    /// Pictures of natural-faces, no two with the same pixels.
    private static List<Picture> different(int count) {
        var pictures = new ArrayList<>(pictures("natural-faces.zip"));
        Collections.shuffle(pictures, new Random(5));
        var seen = new HashSet<ContentHash>();
        pictures.removeIf(picture -> !seen.add(ContentHash.of(picture)));
        return pictures.subList(0, count);
    }

    /// Counts pairs of a picture and a changed one in the same group.
    ///
    /// @param found of a picture and its own copy
    /// @param wrong of a picture and the copy of another, unless the two are near copies as they came
    private record Score(int planted, int found, int wrong) {
        double recall() {
            return found / (double) planted;
        }

        double precision() {
            return found / (double) (found + wrong);
        }

        Score plus(Score other) {
            return new Score(planted + other.planted, found + other.found, wrong + other.wrong);
        }

        void print(String title) {
            System.out.printf(Locale.ROOT, "| %s | %.1f %% | %.1f %% |%n", title, 100 * recall(), 100 * precision());
        }
    }

    private static void plant(List<Picture> originals, double leastRecall, double leastPrecision) {
        int[] natural = groupOf(CopyFinderTest.find(originals), originals.size());
        var all = new Score(0, 0, 0);
        for (var planting : Planting.values()) {
            var score = score(originals, planting, natural);
            score.print(planting.title);
            assertThat(score.recall()).as("recall, " + planting).isGreaterThan(leastRecall);
            all = all.plus(score);
        }
        all.print("all");
        assertThat(all.precision()).as("precision").isGreaterThan(leastPrecision);
    }

    private static Score score(List<Picture> originals, Planting planting, int[] natural) {
        int count = originals.size();
        var pictures = new ArrayList<>(originals);
        var random = new SplittableRandom(9);
        originals.forEach(picture -> pictures.add(planting.of(picture, random.split())));
        int found = 0;
        int wrong = 0;
        for (var group : CopyFinderTest.find(pictures).near()) {
            for (int a : group) {
                for (int b : group) {
                    if (a < count && b >= count) {
                        found += b - a == count ? 1 : 0;
                        wrong += natural[a] == natural[b - count] ? 0 : 1;
                    }
                }
            }
        }
        return new Score(count, found, wrong);
    }

    /// The number of the group of near copies that each picture is in; alone, a number of its own.
    private static int[] groupOf(Copies copies, int count) {
        var out = IntStream.range(0, count).toArray();
        for (var group : copies.near()) {
            group.forEach(i -> out[i] = group.getFirst());
        }
        return out;
    }
}
