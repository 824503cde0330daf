package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import org.junit.jupiter.api.Test;

class PreparationTest extends Preparing {

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
