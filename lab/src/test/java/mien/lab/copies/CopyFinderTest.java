package mien.lab.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopyFinderTest {
    private static final Picture ONE = DrawnPictures.grey(1, 1).getFirst();
    private static final Picture OTHER = DrawnPictures.grey(1, 2).getFirst();

    static Copies find(List<Picture> pictures) {
        var finder = new CopyFinder(pictures.size());
        IntStream.range(0, pictures.size()).parallel().forEach(i -> finder.add(i, pictures.get(i)));
        return finder.find();
    }

    private static Picture flat(int width, int height, int value) {
        var pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) value);
        return new Picture(width, height, 1, pixels);
    }

    @Test
    void picturesWithTheSamePixelsAreExactCopiesWhateverTheFileFormat() {
        var png = Picture.decode(ONE.png());
        var inColour = Picture.decode(ONE.colour().png());
        assertThat(find(List.of(OTHER, ONE, png, inColour)))
                .isEqualTo(new Copies(List.of(List.of(1, 2, 3)), List.of()));
    }

    @Test
    void aGreyPictureStoredAsColourEqualsTheGreyOne() {
        assertThat(ONE.colour().channels()).isEqualTo(3);
        assertThat(ContentHash.of(ONE.colour())).isEqualTo(ContentHash.of(ONE));
    }

    @Test
    void onePixelOrTheSizeOrTheOrderOfChannelsMakesADifference() {
        var pixel = ONE.pixels().clone();
        pixel[77]++;
        assertThat(ContentHash.of(new Picture(ONE.width(), ONE.height(), 1, pixel)))
                .isNotEqualTo(ContentHash.of(ONE));
        assertThat(ContentHash.of(flat(4, 6, 9))).isNotEqualTo(ContentHash.of(flat(6, 4, 9)));
        assertThat(ContentHash.of(new Picture(1, 1, 3, new byte[] {1, 2, 3})))
                .isNotEqualTo(ContentHash.of(new Picture(1, 1, 3, new byte[] {3, 2, 1})))
                .isNotEqualTo(ContentHash.of(new Picture(3, 1, 1, new byte[] {1, 2, 3})));
    }

    @ParameterizedTest
    @EnumSource
    void findsEachPictureWithItsChangedCopyAndNoOthers(Planting planting) {
        int count = 150;
        var pictures = new ArrayList<>(DrawnPictures.grey(count, 3));
        var random = new SplittableRandom(4);
        for (int i = 0; i < count; i++) {
            pictures.add(planting.of(pictures.get(i), random.split()));
        }
        var expected =
                IntStream.range(0, count).mapToObj(i -> List.of(i, i + count)).toList();
        var found = find(pictures).near();
        assertThat(expected).containsAll(found);
        assertThat(found).hasSizeGreaterThanOrEqualTo(count * 97 / 100);
    }

    @Test
    void findsCopiesInColour() {
        var pixels = new byte[ONE.pixels().length * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((ONE.pixels()[i / 3] & 255) * (3 + i % 3) / 6);
        }
        var colour = new Picture(ONE.width(), ONE.height(), 3, pixels);
        var copies = find(List.of(colour, OTHER, Planting.mirrored(colour), ONE));
        assertThat(copies.near()).isEqualTo(List.of(List.of(0, 2, 3)));
    }

    @Test
    void aGroupOfNearCopiesHoldsTheExactCopiesOfItsMembers() {
        var mirrored = Planting.mirrored(ONE);
        assertThat(find(List.of(mirrored, ONE, OTHER, mirrored, ONE, OTHER)))
                .isEqualTo(
                        new Copies(List.of(List.of(0, 3), List.of(1, 4), List.of(2, 5)), List.of(List.of(0, 1, 3, 4))));
    }

    @Test
    void blankPicturesAreExactCopiesButNeverNearOnes() {
        assertThat(find(List.of(flat(48, 48, 0), flat(48, 48, 0), flat(48, 48, 1), flat(60, 48, 255))))
                .isEqualTo(new Copies(List.of(List.of(0, 1)), List.of()));
    }

    @Test
    void aNumberThatIsNeverAddedIsInNoGroup() {
        var finder = new CopyFinder(5);
        finder.add(3, ONE);
        finder.add(1, ONE);
        assertThat(finder.find()).isEqualTo(new Copies(List.of(List.of(1, 3)), List.of()));
        assertThat(new CopyFinder(0).find()).isEqualTo(new Copies(List.of(), List.of()));
    }

    @Test
    void givesTheSameGroupsInWhateverOrderPicturesAreAdded() {
        var pictures = new ArrayList<>(DrawnPictures.grey(40, 5));
        pictures.addAll(pictures.stream().map(Planting::mirrored).toList());
        pictures.addAll(pictures.subList(0, 20));
        var backwards = new CopyFinder(pictures.size());
        for (int i = pictures.size() - 1; i >= 0; i--) {
            backwards.add(i, pictures.get(i));
        }
        assertThat(backwards.find()).isEqualTo(find(pictures));
        assertThat(backwards.find().near()).hasSize(40);
    }

    @Test
    void findsAThousandPicturesThatAreAllAlike() {
        var alike = IntStream.range(0, 1000)
                .mapToObj(i -> {
                    var noise = new SplittableRandom(i);
                    return Planting.mapped(ONE, value -> value + noise.nextInt(-6, 7));
                })
                .toList();
        assertThat(find(alike))
                .isEqualTo(new Copies(
                        List.of(), List.of(IntStream.range(0, 1000).boxed().toList())));
    }

    @Test
    void takesPicturesOfOnePixel() {
        assertThat(find(List.of(flat(1, 1, 7), flat(1, 1, 7), flat(1, 300, 7))).exact())
                .isEqualTo(List.of(List.of(0, 1)));
    }
}
