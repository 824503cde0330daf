package mien.lab.report.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.lab.report.page.Browser;
import mien.lab.tune.MadeUpSearch;
import mien.lab.tune.Ranking;
import mien.lab.tune.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunePageTest {
    private static final List<Trial> TRIALS = MadeUpSearch.trials(40);

    @TempDir
    private Path folder;

    private Path page(List<Trial> trials) throws IOException {
        var file = folder.resolve("report.html");
        TunePage.write("faces & <friends>.zip", MadeUpSearch.SPACE, trials, file);
        return file;
    }

    private static JsonNode data(String page) throws IOException {
        var start = "<script id=\"data\" type=\"application/json\">";
        int from = page.indexOf(start) + start.length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    @Test
    void trialsComeBestFirstWithTheirValuesAndScores() throws IOException {
        var text = Files.readString(page(TRIALS));
        var best = Ranking.best(TRIALS).orElseThrow();
        var first = data(text).at("/trials/0");

        assertThat(text).contains("<h1>faces &amp; &lt;friends&gt;.zip</h1>").doesNotContain("<b>my&net");
        assertThat(text)
                .contains("40 trials: 10 trained to their end, 28 ended early, 1 failed, 1 unfinished. 0.48 hours");
        assertThat(first.get("number").asInt()).isEqualTo(best.number());
        assertThat(first.get("verdict").asText()).isEqualTo("finished");
        assertThat(first.get("values").valueStream().map(JsonNode::asText))
                .containsExactlyElementsOf(best.values().values());
        assertThat(first.at("/scores/8").toString()).isEqualTo("[9," + best.score() + "]");
        assertThat(data(text).at("/parameters/2/ticks/2").toString())
                .isEqualTo("{\"place\":0.8333333333333334,\"text\":\"<b>my&net.yaml\"}");
        assertThat(text).isEqualTo(Files.readString(page(TRIALS)));
    }

    @Test
    void whatMattersMostHasTheLargestImportance() throws IOException {
        var parameters = data(Files.readString(page(TRIALS))).get("parameters");

        assertThat(parameters.get(0).get("name").asText()).isEqualTo("optimizer.learningRate");
        assertThat(parameters
                        .valueStream()
                        .mapToDouble(p -> p.get("importance").asDouble())
                        .max())
                .hasValue(parameters.get(0).get("importance").asDouble());
    }

    @ParameterizedTest
    @CsvSource({"390, 40", "1440, 40", "390, 0", "1440, 1"})
    void aBrowserDrawsAllSectionsAndAsksForNothing(int width, int count) throws IOException {
        List<Trial> trials = count == 0 ? List.of() : MadeUpSearch.trials(count);
        long scored = trials.stream().filter(trial -> !trial.epochs().isEmpty()).count();
        var file = page(trials);
        try (var browser = Browser.open(width, 900)) {
            browser.go(file);

            assertThat(browser.all("#importance svg rect")).hasSize(4);
            assertThat(browser.ask("document.querySelectorAll('#best tbody tr').length"))
                    .isEqualTo(Math.min(count, 20L));
            assertThat(browser.ask("document.querySelectorAll('#curves svg g[data-line] > title').length"))
                    .isEqualTo(scored);
            assertThat(browser.ask("document.querySelectorAll('#parallel svg path').length"))
                    .isEqualTo((long) count);
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("what sticks out at the right")
                    .isEqualTo(0L);
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(file)).isEmpty();
        }
    }
}
