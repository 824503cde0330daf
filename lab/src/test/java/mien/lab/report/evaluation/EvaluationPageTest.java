package mien.lab.report.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mien.lab.evaluation.AssessedFaces;
import mien.lab.evaluation.Assessment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationPageTest {
    private static final int PUBLIC_TEST = 3_589;
    private static final int LARGEST = 3_000_000; // bytes of a page of so many pictures

    @TempDir
    private Path folder;

    @Test
    void thePageHasASectionForEachThingThatWasMeasured() throws IOException {
        var faces = new AssessedFaces(140);

        assertThat(sections(write(faces, faces.one(folder))))
                .containsExactly(
                        "figures",
                        "confusion",
                        "classes",
                        "ranking",
                        "calibration",
                        "mistakes",
                        "robustness",
                        "groups",
                        "course");
        assertThat(sections(write(faces, faces.two(folder))))
                .containsExactly(
                        "figures", "models", "confusion", "classes", "ranking", "calibration", "mistakes", "course");
        assertThat(sections(write(faces, faces.withLabelsOfATool(folder))))
                .containsExactly("figures", "confusion", "classes", "mistakes");
    }

    @Test
    void theDataSaysWhatTheModelSaidOfEachPicture() throws IOException {
        var faces = new AssessedFaces(140);
        var assessment = faces.one(folder);
        var said = assessment.models().getFirst().predictions();

        var data = data(write(faces, assessment));

        assertThat(data.at("/pictures/file/0").asText()).isEqualTo(AssessedFaces.AWKWARD);
        assertThat(data.at("/models/0/answers")).hasSize(140);
        var bytes = java.util.Base64.getDecoder()
                .decode(data.at("/models/0/probabilities").asText());
        for (int i = 0; i < 140; i++) {
            assertThat(data.at("/models/0/answers/" + i).asInt()).isEqualTo(said.answer(i));
            for (int label = 0; label < 7; label++) {
                int at = 2 * (7 * i + label);
                double told = ((bytes[at] & 0xFF) * 256 + (bytes[at + 1] & 0xFF)) / 65_535.0;
                assertThat(told).isBetween(said.probability(i, label) - 1e-4, said.probability(i, label) + 1e-4);
            }
        }
    }

    @Test
    void ofVeryManyPicturesThoseInTheListsAndTheMistakesAreShownFirst() {
        var assessment = new AssessedFaces(280).one(folder);
        var model = assessment.models().getFirst();

        var shown = new ShownPictures(assessment, 150);

        var numbers =
                IntStream.range(0, shown.count()).map(shown::picture).boxed().toList();
        assertThat(numbers).hasSize(150).isSorted().doesNotHaveDuplicates();
        assertThat(numbers)
                .containsAll(model.mistakes().worst())
                .containsAll(model.mistakes().confident())
                .containsAll(model.mistakes().doubtful());
    }

    @Test
    void onlyTheFirstPicturesOfEachListAreExplained() throws IOException {
        var faces = new AssessedFaces(420);
        var assessment = faces.two(folder);
        var asked = new ArrayList<Set<Integer>>(List.of(new TreeSet<>(), new TreeSet<>()));
        EvidenceMaps maps = (model, picture, _) -> {
            asked.get(model).add(picture);
            return Optional.empty();
        };

        EvaluationPage.write(assessment, faces.data().source(), maps, folder.resolve("report.html"));

        for (int model = 0; model < 2; model++) {
            var mistakes = assessment.models().get(model).mistakes();
            var first = new TreeSet<Integer>();
            List.of(mistakes.worst(), mistakes.doubtful(), mistakes.confident())
                    .forEach(list -> first.addAll(list.subList(0, 16)));
            assertThat(asked.get(model)).isEqualTo(first);
        }
    }

    @Test
    void theSameAssessmentGivesTheSamePage() throws IOException {
        var faces = new AssessedFaces(70);
        var assessment = faces.one(folder);

        assertThat(Files.readString(write(faces, assessment))).isEqualTo(Files.readString(write(faces, assessment)));
    }

    @Test
    @Tag("slow")
    void thePageOfAsManyPicturesAsPublicTestHasIsOfAFewMegabytes() throws IOException {
        var faces = new AssessedFaces(PUBLIC_TEST);

        var page = write(faces, faces.one(folder));

        assertThat(Files.size(page)).isLessThan(LARGEST);
        assertThat(data(page).at("/pictures/file")).hasSize(PUBLIC_TEST);
    }

    private Path write(AssessedFaces faces, Assessment assessment) throws IOException {
        var file = folder.resolve("report.html");
        EvaluationPage.write(assessment, faces.data().source(), EvidenceMaps.NONE, file);
        return file;
    }

    private static List<String> sections(Path page) throws IOException {
        return Pattern.compile("<section id=\"([a-z-]+)\"")
                .matcher(Files.readString(page))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static JsonNode data(Path page) throws IOException {
        var html = Files.readString(page);
        var start = "<script id=\"data\" type=\"application/json\">";
        int from = html.indexOf(start) + start.length();
        return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
    }
}
