package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.prepare.Omitted.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggedPicturesTest {
    private static final Path ANIME = Path.of("../../shared/data/anime-and-cartoon.zip");

    @TempDir
    Path temp;

    private Path pictures;

    @BeforeEach
    void table() throws IOException {
        pictures = Files.createDirectories(temp.resolve("pictures"));
        Files.writeString(
                temp.resolve("tags.yaml"), "happy: [smile, \":d\", big grin]\nsad: [crying, \"mood:blue\"]\n");
    }

    private void picture(String name, String sideCar, String text) throws IOException {
        Noise.write(pictures.resolve(name), Noise.picture(name.hashCode(), 24, 3));
        if (!sideCar.isEmpty()) {
            Files.writeString(pictures.resolve(sideCar), text);
        }
    }

    private Material open() {
        return TaggedPictures.open(pictures, temp.resolve("tags.yaml"));
    }

    @Test
    void readsTagsAsDownloadersWriteThem() throws IOException {
        picture("a.jpg.png", "a.jpg.png.txt", "1girl\nBig_Grin\n");
        picture("b.png", "b.txt", "\uFEFF1girl, solo, :d, looking at viewer");
        picture("c.png", "c.json", "{\"id\": 7, \"tags\": \"1girl crying rating:s\"}");
        picture("train/d.png", "train/d.png.json", "{\"tags\": {\"general\": [\"crying\", \"tree\"], \"meta\": []}}");
        picture("e.png", "e.json", "{\"tag_string_general\": \"smile tree\", \"tag_count\": 2}");
        picture("f.png", "f.json", "[\"tree\", \"Mood:Blue\"]");
        picture("g.png", "g.png.json", "{\"tags\":{\"6c6f\":{\"storage_tags\":{\"0\":[\"emotion:smile\"]}}}}");
        picture("h.png", "h.json", "{\"tags\": [{\"name\": \"crying\", \"type\": \"general\"}]}");

        var material = open();

        assertThat(material.omitted()).isEmpty();
        assertThat(material.data().form()).isEqualTo("tags beside pictures");
        assertThat(labels(material))
                .isEqualTo(new TreeMap<>(Map.of(
                        "a.jpg.png", "happy",
                        "b.png", "happy",
                        "c.png", "sad",
                        "train/d.png", "sad",
                        "e.png", "happy",
                        "f.png", "sad",
                        "g.png", "happy",
                        "h.png", "sad")));
        assertThat(material.data().samples().stream().filter(sample -> sample.split() == Split.TRAIN))
                .extracting(Sample::file)
                .containsExactly("train/d.png");
        material.data().close();
    }

    private static Map<String, String> labels(Material material) {
        var labels = new TreeMap<String, String>();
        for (var sample : material.data().samples()) {
            labels.put(sample.file(), material.data().labels().labels().get(sample.label()));
        }
        return labels;
    }

    @Test
    void conflictsAndUntaggedAreCountedAndListed() throws IOException {
        picture("good.png", "good.txt", "smile\n:d\n");
        picture("both.png", "both.txt", "smile\ncrying\n");
        picture("bare.png", "", "");
        picture("other.png", "other.txt", "tree\nblue\n");
        picture("torn.png", "torn.json", "{\"tags\": [\"smile\"");

        try (var data = open().data()) {
            assertThat(data.samples()).extracting(Sample::file).containsExactly("good.png");
        }
        var material = open();
        new Preparation(material, PrepareOptions.DEFAULT, Layout.FOLDERS, "test")
                .run(pictures, temp.resolve("out"), false);
        material.data().close();

        assertThat(Files.readString(temp.resolve("out/left-out.csv"))).startsWith("""
                        left out,reason,detail
                        bare.png,untagged,no file of tags beside it
                        both.png,conflict,tagged as happy and sad
                        other.png,untagged,none of its 2 tags is in the table
                        torn.png,untagged,"its tags cannot be read: torn.json is no JSON: Unexpected end-of-input""");
        var json = new ObjectMapper().readTree(temp.resolve("out/prepared.json").toFile());
        assertThat(json.at("/leftOut").toString()).isEqualTo("{\"untagged\":3,\"conflict\":1}");
        assertThat(json.at("/in/pictures").intValue()).isEqualTo(5);
    }

    @Test
    void picturesWithoutAnyTagsAreAnError() throws IOException {
        picture("a.png", "", "");
        assertThatThrownBy(this::open)
                .isInstanceOf(PrepareException.class)
                .hasMessage(pictures + ": no picture has a file of tags beside it; x.jpg.txt, x.txt or x.json is needed"
                        + " for x.jpg");
        picture("b.png", "b.txt", "tree");
        assertThatThrownBy(this::open)
                .hasMessage(pictures + ": no picture has tags that speak for one label of the table; add tags to the"
                        + " table");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            happy: [smile]%sad: [tears, Smile] | t.yaml:2: the tag 'smile' means sad, but also happy in line 1; remove one
            happy: [{a: b}]                    | t.yaml:1: a tag must be a word; write happy: [smile, ":d"], in quotes what begins with a sign
            [smile]                            | t.yaml: a table from labels to tags is needed, such as happy: [smile, ":d"]
            ''                                 | t.yaml: a table from labels to tags is needed, such as happy: [smile, ":d"]
            """)
    void aTableThatMakesNoSenseIsExplained(String yaml, String message) {
        assertThatThrownBy(() -> TagTable.parse("t.yaml", yaml.replace('%', '\n')))
                .isInstanceOf(PrepareException.class)
                .hasMessage(message);
    }

    @Test
    void aTableThatIsNoYamlOrNotThereIsExplained() {
        assertThatThrownBy(() -> TagTable.parse("t.yaml", "happy: [smile"))
                .isInstanceOf(PrepareException.class)
                .hasMessageStartingWith("t.yaml: this is not YAML: ");
        assertThatThrownBy(() -> TagTable.read(temp.resolve("none.yaml")))
                .isInstanceOf(PrepareException.class)
                .hasMessageStartingWith(temp.resolve("none.yaml") + ": the table of tags cannot be read (");
    }

    @ParameterizedTest
    @CsvSource({
        "smile, happy",
        "SMILE, happy",
        "general:smile, happy",
        "big   grin, happy",
        "big_grin, happy",
        ":d, happy",
        ":D, happy",
        "smirk \\(smile\\), ''",
        "blue, ''",
        "mood:blue, sad",
        "smiles, ''",
        "no smile, ''",
    })
    void tagsFitWhateverTheirSpelling(String tag, String label) {
        var table = TagTable.parse("t.yaml", "happy: [smile, ':d', big grin]\nsad: [crying, 'mood:blue']");
        assertThat(String.join(",", table.labelsOf(List.of(tag)))).isEqualTo(label);
    }

    @Test
    void drawnFacesAreImportedByTheirTags() throws IOException {
        assumeThat(ANIME).as("the test data is not there").exists();
        var wanted = new TreeMap<String, Integer>();
        var seen = new TreeSet<String>();
        try (var zip = new ZipFile(ANIME.toFile())) {
            for (var entry : zip.stream().toList()) {
                var name = entry.getName();
                if (!name.contains("seraphina/") || !name.endsWith(".jpg")) {
                    continue;
                }
                var file = pictures.resolve(name.substring(name.lastIndexOf('/') + 1));
                Files.write(file, zip.getInputStream(entry).readAllBytes());
                var emotion = file.getFileName().toString().replace(".jpg", "");
                seen.add(emotion);
                Files.writeString(
                        pictures.resolve(emotion + ".jpg.txt"), "1girl\nemotion:" + emotion + "\nlong_hair\n");
            }
        }
        Files.writeString(
                temp.resolve("tags.yaml"), "happy: [joy, amusement]\nangry: [anger, annoyance]\nsad: [sadness, grief]");
        wanted.put("angry", 2);
        wanted.put("happy", 2);
        wanted.put("sad", 2);
        assertThat(seen).contains("joy", "amusement", "anger", "annoyance", "sadness", "grief");

        var material = open();
        var options = PrepareOptions.DEFAULT.withDivision(new Division.None()).withLook(Look.DEFAULT.withSize(64));
        var prepared = new Preparation(material, options, Layout.FOLDERS, "test")
                .run(pictures, temp.resolve("out.zip"), false);
        material.data().close();

        assertThat(prepared.pictures().get(Split.NONE)).isEqualTo(wanted);
        assertThat(prepared.omitted()).isEqualTo(Map.of(Reason.UNTAGGED, seen.size() - 6));
        try (var read = Datasets.open(temp.resolve("out.zip"))) {
            assertThat(read.samples()).hasSize(6);
            assertThat(read.source().read(read.samples().getFirst()).width()).isEqualTo(64);
        }
    }
}
