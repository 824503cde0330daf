package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mien.image.Picture;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.occlusion.Occlusion;
import mien.lab.prepare.Look.Crop;
import mien.lab.prepare.Look.NoFace;
import mien.lab.prepare.Look.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final String HEADER = "file,label,split,group,together,source,source_label,repeat,crop,crop_x,"
            + "crop_y,crop_side,crop_degrees,mask\n";

    @TempDir
    Path temp;

    private Path data() {
        return temp.resolve("data");
    }

    private Prepared prepare(PrepareOptions options, String out) throws IOException {
        return prepare(options, Layout.FOLDERS, Corrections.NONE, out);
    }

    private Prepared prepare(PrepareOptions options, Layout layout, Corrections corrections, String out)
            throws IOException {
        try (var found = Datasets.open(data())) {
            var material = Material.of(found).corrected(corrections);
            return new Preparation(material, options, layout, "test").run(data(), temp.resolve(out), false);
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(temp.resolve(file));
    }

    @Test
    void namesArePlainAndTheIndexLeadsBackToTheSource() throws IOException {
        Noise.write(data().resolve("train/Anger/a b'c.png"), Noise.picture(1, 24, 3));
        Noise.write(data().resolve("train/Anger/😀.png"), Noise.picture(2, 24, 3));
        Noise.write(data().resolve("train/joy/лицо.png"), Noise.picture(3, 24, 1));
        Noise.write(data().resolve("test/joy/лицо.png"), Noise.picture(4, 30, 1));
        Files.writeString(data().resolve("train/joy/broken.png"), "no picture");

        prepare(PrepareOptions.DEFAULT, "out");

        assertThat(text("out/index.csv"))
                .isEqualTo(HEADER
                        + "test/joy/joy_000001.png,joy,test,,,test/joy/лицо.png,happy,0,whole,,,,,\n"
                        + "train/Anger/Anger_000001.png,Anger,train,,,train/Anger/a b'c.png,angry,0,whole,,,,,\n"
                        + "train/Anger/Anger_000002.png,Anger,train,,,train/Anger/😀.png,angry,0,whole,,,,,\n"
                        + "train/joy/joy_000002.png,joy,train,,,train/joy/лицо.png,happy,0,whole,,,,,\n");
        assertThat(text("out/left-out.csv"))
                .isEqualTo("left out,reason,detail\n"
                        + "train/joy/broken.png,unreadable,\"picture: this is not a picture in a known format; give"
                        + " JPEG, PNG, WebP, BMP, TIFF or GIF\"\n");
        assertThat(Noise.content(temp.resolve("out")).keySet())
                .containsExactly(
                        "index.csv",
                        "left-out.csv",
                        "prepared.json",
                        "test/joy/joy_000001.png",
                        "train/Anger/Anger_000001.png",
                        "train/Anger/Anger_000002.png",
                        "train/joy/joy_000002.png");
        assertThat(Picture.read(temp.resolve("out/train/Anger/Anger_000002.png"))
                        .pixels())
                .isEqualTo(Noise.picture(2, 24, 3).pixels());
    }

    @Test
    void theSamePicturesAreReadBackWithLabelsAndSplits() throws IOException {
        Noise.label(data(), "anger", 10);
        Noise.label(data(), "joy", 10);
        prepare(PrepareOptions.DEFAULT.withDivision(new Division.Shares(60, 20, 20)), "out");

        try (var read = Datasets.open(temp.resolve("out"))) {
            assertThat(read.problems()).isEmpty();
            assertThat(read.labels().labels()).containsExactly("angry", "happy");
            assertThat(counts(read.samples())).isEqualTo(Map.of(Split.TRAIN, 12, Split.VALIDATION, 4, Split.TEST, 4));
            assertThat(read.samples())
                    .allSatisfy(sample -> assertThat(sample.file())
                            .contains(sample.label() == 0 ? "anger" : "joy")
                            .startsWith(sample.split().title()));
        }
    }

    private static Map<Split, Integer> counts(List<Sample> samples) {
        var counts = new TreeMap<Split, Integer>();
        samples.forEach(sample -> counts.merge(sample.split(), 1, Integer::sum));
        return counts;
    }

    @Test
    void whatWasLeftOutIsNotReadAsLabels() throws IOException {
        Noise.label(data(), "sad", 2);
        Noise.label(data(), "angry", 6);
        prepare(PrepareOptions.DEFAULT.withBalance(new Balance.Downsample()).withDivision(new Division.None()), "out");
        Files.move(data(), temp.resolve("before"));
        Files.move(temp.resolve("out"), data()); // the names in its left-out.csv can now be those of pictures

        try (var read = Datasets.open(data())) {
            assertThat(read.problems()).noneMatch(problem -> problem.where().startsWith("left-out.csv"));
            assertThat(read.samples()).hasSize(4);
        }
    }

    @Test
    void aZipHoldsTheSameAsAFolderAndTheSameBytesEachTime() throws IOException {
        Noise.label(data(), "anger", 8);
        Noise.label(data(), "joy", 5);
        var options = PrepareOptions.DEFAULT.withBalance(new Balance.Oversample());

        prepare(options, "out");
        prepare(options, "one.zip");
        prepare(options, "two.ZIP");

        assertThat(Noise.content(temp.resolve("one.zip"))).isEqualTo(Noise.content(temp.resolve("out")));
        assertThat(temp.resolve("two.ZIP")).hasSameBinaryContentAs(temp.resolve("one.zip"));
    }

    @Test
    void onlyTrainingIsBalanced() throws IOException {
        Noise.label(data().resolve("train"), "anger", 6);
        Noise.label(data().resolve("train"), "joy", 3);
        Noise.label(data().resolve("test"), "fear", 2);
        Noise.label(data().resolve("test"), "joy", 1);

        var down = prepare(PrepareOptions.DEFAULT.withBalance(new Balance.Downsample()), "down");
        var over = prepare(PrepareOptions.DEFAULT.withBalance(new Balance.Oversample()), "over");
        var four = prepare(PrepareOptions.DEFAULT.withBalance(new Balance.Each(4)), "four");

        var test = Map.of("joy", 1, "fear", 2);
        assertThat(down.pictures()).isEqualTo(Map.of(Split.TRAIN, Map.of("anger", 3, "joy", 3), Split.TEST, test));
        assertThat(over.pictures()).isEqualTo(Map.of(Split.TRAIN, Map.of("anger", 6, "joy", 6), Split.TEST, test));
        assertThat(four.pictures()).isEqualTo(Map.of(Split.TRAIN, Map.of("anger", 4, "joy", 4), Split.TEST, test));
        assertThat(four.repeats()).isEqualTo(1);
        assertThat(text("over/index.csv").lines().filter(line -> line.contains(",train/joy/0.png,")))
                .containsExactly(
                        "train/joy/joy_000002.png,joy,train,,g3,train/joy/0.png,happy,0,whole,,,,,",
                        "train/joy/joy_000003.png,joy,train,,g3,train/joy/0.png,happy,1,whole,,,,,");
        assertThat(text("four/left-out.csv").lines().skip(1))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).matches("train/anger/\\d.png,balance,drawn out: 4 of 6 anger are kept"));
    }

    @Test
    void copiesOfAPictureStayOnOneSide() throws IOException {
        for (int i = 0; i < 20; i++) {
            Noise.write(data().resolve("joy/" + i + ".png"), Noise.picture(i / 2, 48, 1));
            Noise.write(data().resolve("anger/" + i + ".png"), Noise.picture(100 + i, 48, 1));
        }

        prepare(PrepareOptions.DEFAULT.withDivision(new Division.Shares(40, 30, 30)), "out");

        var splits = new TreeMap<String, String>();
        for (var line : text("out/index.csv").lines().skip(1).toList()) {
            var cells = line.split(",", -1);
            splits.put(cells[5], cells[2]);
        }
        for (int i = 0; i < 20; i += 2) {
            assertThat(splits.get("joy/" + i + ".png")).isEqualTo(splits.get("joy/" + (i + 1) + ".png"));
        }
        assertThat(splits.values()).contains("train", "validation", "test");
    }

    @Test
    void peopleAreReadFromNamesAndKeptOnOneSide() throws IOException {
        for (int i = 0; i < 30; i++) {
            var name = List.of("ann", "bob", "cai", "dan", "eve", "fay", "gil", "hal", "ida", "jon")
                            .get(i % 10) + "_" + i + ".png";
            Noise.write(data().resolve(i % 3 == 0 ? "joy" : "anger").resolve(name), Noise.picture(i, 48, 1));
        }

        var options = PrepareOptions.DEFAULT.withPeople(People.byPath("/([a-z]+)_"));
        var prepared = prepare(options.withDivision(new Division.Shares(40, 30, 30)), "out");

        var sides = new TreeMap<String, String>();
        for (var line : text("out/index.csv").lines().skip(1).toList()) {
            var cells = line.split(",", -1);
            assertThat(sides.merge(cells[3], cells[2], (one, _) -> one)).isEqualTo(cells[2]);
        }
        assertThat(sides).hasSize(10);
        assertThat(prepared.split())
                .isEqualTo("cut anew: 40,30,30 % for train, validation, test, stratified, copies and people kept"
                        + " together, seed 1");
        try (var again = Datasets.open(temp.resolve("out"))) {
            assertThat(new People.ByColumn().on(again.samples())).contains("ann", "jon");
        }
    }

    @Test
    void peopleAreReadFromTheColumnGroup() throws IOException {
        var csv = new StringBuilder("image,emotion,Group\n");
        for (int i = 0; i < 12; i++) {
            Noise.write(data().resolve("images/" + i + ".png"), Noise.picture(i, 48, 1));
            csv.append(i)
                    .append(".png,")
                    .append(i % 2 == 0 ? "joy" : "fear")
                    .append(",p")
                    .append(i / 4)
                    .append('\n');
        }
        Files.writeString(data().resolve("labels.csv"), csv);

        prepare(PrepareOptions.DEFAULT.withDivision(new Division.Shares(34, 33, 33)), "out");

        var groups = text("out/index.csv").lines().skip(1).map(line -> line.split(",", -1)[3] + line.split(",", -1)[2]);
        assertThat(groups.distinct()).hasSize(3);
    }

    @Test
    void aSplitOfTheDataThatTearsGroupsApartIsKeptAndSaid() throws IOException {
        Noise.label(data().resolve("train"), "joy", 3);
        Noise.label(data().resolve("test"), "joy", 2);
        Noise.label(data().resolve("test"), "fear", 2);

        var prepared = prepare(PrepareOptions.DEFAULT, "out");

        assertThat(prepared.torn()).isEqualTo(2);
        assertThat(prepared.lines())
                .containsExactly(
                        "7 pictures",
                        "  train 3: joy 3",
                        "  test 4: fear 2, joy 2",
                        "  split: as in the data",
                        "  warning: 2 groups of copies or of one person's pictures lie in more than one split; --split"
                                + " 80,10,10 cuts anew and keeps them together");
    }

    @Test
    void correctionsAreAppliedAndCounted() throws IOException {
        Noise.label(data(), "joy", 4);
        Noise.label(data(), "fear", 4);
        var corrections = new Corrections(List.of(
                new Line(2, "joy/1.png", Action.DROP, "", "blank"),
                new Line(3, "joy/2.png", Action.RELABEL, "fear", "afraid")));

        var prepared =
                prepare(PrepareOptions.DEFAULT.withDivision(new Division.None()), Layout.FOLDERS, corrections, "out");

        assertThat(prepared.pictures()).isEqualTo(Map.of(Split.NONE, Map.of("fear", 5, "joy", 2)));
        assertThat(text("out/left-out.csv")).isEqualTo("left out,reason,detail\njoy/1.png,correction,blank\n");
        assertThat(text("out/index.csv")).contains(",fear,,,,joy/2.png,happy,0,");
        var json = new ObjectMapper().readTree(text("out/prepared.json"));
        assertThat(json.at("/in").toString())
                .isEqualTo("{\"pictures\":8,\"problems\":0,\"relabelled\":1,\"labels\":{\"fear\":4,\"happy\":4}}");
        assertThat(json.at("/leftOut").toString()).isEqualTo("{\"correction\":1}");
        assertThat(json.at("/out/pictures").intValue()).isEqualTo(7);
        assertThat(json.at("/options/split").textValue()).isEqualTo("none");
        assertThat(json.at("/mien").textValue()).isEqualTo("test");
    }

    @Test
    void theHashOfTheSourceIsThatOfItsContent() throws IOException {
        Noise.label(data(), "joy", 4);
        Noise.label(data(), "fear", 4);
        prepare(PrepareOptions.DEFAULT, "one");
        Files.setLastModifiedTime(data().resolve("joy/1.png"), FileTime.fromMillis(1000));
        prepare(PrepareOptions.DEFAULT, "two");
        Noise.write(data().resolve("joy/1.png"), Noise.picture(77, 48, 1));
        prepare(PrepareOptions.DEFAULT, "three");

        assertThat(sha("two")).matches("[0-9a-f]{64}").isEqualTo(sha("one"));
        assertThat(sha("three")).isNotEqualTo(sha("one"));
    }

    private String sha(String out) throws IOException {
        return new ObjectMapper()
                .readTree(text(out + "/prepared.json"))
                .at("/source/sha256")
                .textValue();
    }

    @Test
    void picturesAreMadeGreyOrColouredAndResized() throws IOException {
        Noise.write(data().resolve("joy/grey.png"), Noise.picture(1, 40, 1));
        Noise.write(data().resolve("joy/wide.png"), new Picture(60, 20, 3, new byte[3600]));
        Noise.label(data(), "fear", 1);
        var none = PrepareOptions.DEFAULT.withDivision(new Division.None());

        prepare(none.withLook(Look.DEFAULT.withTone(Tone.GREY).withSize(32)), "grey");
        prepare(none.withLook(Look.DEFAULT.withTone(Tone.COLOUR)), "colour");

        var grey = Picture.read(temp.resolve("grey/joy/joy_000002.png"));
        assertThat(List.of(grey.width(), grey.height(), grey.channels())).containsExactly(32, 32, 1);
        var resized = Noise.picture(1, 40, 1).resized(32, 32);
        assertThat(Picture.read(temp.resolve("grey/joy/joy_000001.png")).pixels())
                .isEqualTo(resized.pixels());
        var colour = Picture.read(temp.resolve("colour/joy/joy_000002.png"));
        assertThat(List.of(colour.width(), colour.height(), colour.channels())).containsExactly(60, 20, 3);
        assertThat(text("colour/index.csv")).contains("joy/joy_000001.png,joy,,");
    }

    @Test
    void picturesWithoutAFaceAreKeptOrListed() throws IOException {
        Noise.label(data(), "joy", 1);
        Files.createDirectories(data().resolve("fear"));
        Files.copy(Path.of("../samples/fear.png"), data().resolve("fear/face.png"));
        var face = Look.DEFAULT.withSize(40);
        var none = PrepareOptions.DEFAULT.withDivision(new Division.None());

        prepare(none.withLook(face.withCrop(new Crop.Face("cascades", 0.9, NoFace.KEEP))), "keep");
        var drop = prepare(none.withLook(face.withCrop(new Crop.Face("cascades", 0.9, NoFace.DROP))), "drop");

        assertThat(drop.crops()).isEqualTo(Map.of("eyes", 1));
        assertThat(drop.lines())
                .containsExactly(
                        "1 picture",
                        "  no split 1: fear 1",
                        "  cut out by eyes 1",
                        "  left out 1 (left-out.csv): no face 1",
                        "  split: none, as asked for");
        assertThat(text("drop/left-out.csv")).isEqualTo("left out,reason,detail\njoy/0.png,no face,\n");
        assertThat(text("keep/index.csv"))
                .contains("joy/joy_000001.png,joy,,,,joy/0.png,happy,0,whole,,,,,\n")
                .containsPattern("fear/fear_000001.png,fear,,,,fear/face.png,fear,0,eyes(,-?[0-9]+\\.[0-9]){4},\n");
        assertThat(Picture.read(temp.resolve("drop/fear/fear_000001.png")).width())
                .isEqualTo(40);
    }

    @Test
    void masksAreDrawnBySeedAndNoted() throws IOException {
        Noise.label(data(), "joy", 10);
        Noise.label(data(), "fear", 10);
        var masks = List.of(Occlusion.GLASSES, Occlusion.MOUTH);
        var options = PrepareOptions.DEFAULT.withLook(Look.DEFAULT.withMasks(masks));

        prepare(options, "one");
        prepare(options, "two");
        prepare(options.withSeed(2), "three");

        assertThat(Noise.content(temp.resolve("two"))).isEqualTo(Noise.content(temp.resolve("one")));
        assertThat(text("three/index.csv")).isNotEqualTo(text("one/index.csv"));
        var drawn = text("one/index.csv").lines().skip(1).map(line -> line.substring(line.lastIndexOf(',') + 1));
        assertThat(drawn.distinct()).containsExactlyInAnyOrder("glasses", "mouth");
        assertThat(new ObjectMapper()
                        .readTree(text("one/prepared.json"))
                        .at("/options/masks")
                        .toString())
                .isEqualTo("[\"glasses\",\"mouth\"]");
    }

    @Test
    void votesComeAlong() throws IOException {
        Noise.label(data().resolve("train"), "joy", 2);
        Noise.label(data().resolve("train"), "fear", 1);
        Files.move(data().resolve("train/fear/0.png"), data().resolve("train/fear/2.png"));
        Files.writeString(data().resolve("fer2013new.csv"), """
                Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF
                Training,0.png,1,9,0,0,0,0,0,0,0,0
                Training,2.png,0,0,3,0,0,0,7,0,0,0
                """);

        prepare(PrepareOptions.DEFAULT, "folders");
        prepare(PrepareOptions.DEFAULT, Layout.FER2013, Corrections.NONE, "rows");

        var votes = "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";
        assertThat(text("folders/fer2013new.csv"))
                .isEqualTo(votes
                        + "Training,fear_000001.png,0,0,3,0,0,0,7,0,0,0\n"
                        + "Training,joy_000001.png,1,9,0,0,0,0,0,0,0,0\n");
        assertThat(text("rows/fer2013new.csv"))
                .isEqualTo(votes
                        + "Training,fer2013.csv:2,0,0,3,0,0,0,7,0,0,0\n"
                        + "Training,fer2013.csv:3,1,9,0,0,0,0,0,0,0,0\n"
                        + "Training,fer2013.csv:4,0,0,0,0,0,0,0,0,0,0\n");
        try (var source = Datasets.open(data());
                var folders = Datasets.open(temp.resolve("folders"));
                var rows = Datasets.open(temp.resolve("rows"))) {
            assertThat(folders.problems()).isEmpty();
            assertThat(folders.samples().stream().map(Sample::votes))
                    .containsExactlyElementsOf(
                            source.samples().stream().map(Sample::votes).toList());
            assertThat(rows.samples().getFirst().votes())
                    .isEqualTo(source.samples().getFirst().votes());
        }
    }

    @Test
    void fer2013sCsvIsReadBackPixelForPixel() throws IOException {
        Noise.label(data().resolve("train"), "anger", 2);
        Noise.label(data().resolve("val"), "joy", 1);
        Noise.label(data().resolve("test"), "neutral", 1);

        prepare(PrepareOptions.DEFAULT, Layout.FER2013, Corrections.NONE, "out");

        assertThat(text("out/fer2013.csv").lines().map(line -> line.replaceAll(",.*,", ",_,")))
                .containsExactly(
                        "emotion,_,Usage", "6,_,PrivateTest", "0,_,Training", "0,_,Training", "3,_,PublicTest");
        try (var source = Datasets.open(data());
                var read = Datasets.open(temp.resolve("out"))) {
            assertThat(read.problems().stream()
                            .filter(problem -> problem.where().contains(":")))
                    .isEmpty();
            for (int i = 0; i < 4; i++) {
                var one = source.samples().get(i);
                var other = read.samples().get(i);
                assertThat(other.split()).isEqualTo(one.split());
                assertThat(read.source().read(other).pixels())
                        .isEqualTo(source.source().read(one).pixels());
            }
        }
        assertThat(text("out/index.csv")).startsWith(HEADER + "fer2013.csv:2,neutral,test,,,test/neutral/0.png,");
    }

    @Test
    void fer2013HasNoNumberForOtherLabels() {
        Noise.label(data(), "joy", 1);
        Noise.label(data(), "contempt", 1);

        assertThatThrownBy(() -> prepare(PrepareOptions.DEFAULT, Layout.FER2013, Corrections.NONE, "out"))
                .isInstanceOf(PrepareException.class)
                .hasMessage("format: FER2013's csv has no number for the label 'contempt', only for angry, disgust,"
                        + " fear, happy, sad, surprise, neutral; drop or relabel these pictures with corrections, or"
                        + " write folders");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void nothingLeftIsAnError() throws IOException {
        Files.createDirectories(data().resolve("joy"));
        Files.createDirectories(data().resolve("fear"));
        Files.write(data().resolve("joy/a.png"), "x".getBytes(StandardCharsets.UTF_8));
        Files.write(data().resolve("fear/b.png"), "y".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> prepare(PrepareOptions.DEFAULT, "out"))
                .isInstanceOf(PrepareException.class)
                .hasMessage("data: none of its 2 pictures is left; the first, fear/b.png, was left out as unreadable:"
                        + " picture: this is not a picture in a known format; give JPEG, PNG, WebP, BMP, TIFF or GIF");
    }
}
