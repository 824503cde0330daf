package mien.lab.report.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditPageTest {

    @TempDir
    private Path folder;

    private String page(MadeUp made, int suspects) throws IOException {
        var file = folder.resolve("report.html");
        AuditPage.write(made.audit(suspects), made.data(), file);
        return Files.readString(file);
    }

    private static JsonNode data(String page) throws IOException {
        var start = "<script id=\"data\" type=\"application/json\">";
        int from = page.indexOf(start) + start.length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    @Test
    void namesOfAnyKindArriveAsTheyAre() throws IOException {
        var page = page(new MadeUp(40), 5);

        assertThat(page).contains("<h1>faces &amp; &lt;friends&gt;.zip</h1>").doesNotContain("<b>&amp;");
        assertThat(data(page).at("/pictures/file").valueStream().map(JsonNode::asText))
                .contains(MadeUp.AWKWARD);
        assertThat(data(page).at("/entries/items/0").toString())
                .isEqualTo("[\"row\",\"labels.csv:17\",\"has no label <none>\"]");
    }

    @Test
    void theSameAuditGivesTheSamePage() throws IOException {
        assertThat(page(new MadeUp(40), 5)).isEqualTo(page(new MadeUp(40), 5));
    }

    @Test
    void nothingInThePageIsLoadedFromElsewhere() throws IOException {
        assertThat(page(new MadeUp(40), 5))
                .contains("default-src 'none'")
                .doesNotContainPattern("(src|href)=[\"']?(http|//)")
                .doesNotContain("@import");
    }

    @Test
    void everyKindOfFindingIsCountedAndHasItsPictures() throws IOException {
        var data = data(page(new MadeUp(40), 5));

        assertThat(data.at("/tiles")
                        .valueStream()
                        .filter(tile -> tile.get("count").asInt() != 0)
                        .map(tile -> tile.get("name").asText() + " " + tile.get("count")))
                .containsExactly(
                        "Leaks between splits 2",
                        "Conflicting copies 1",
                        "Exact copies 1",
                        "Near copies 1",
                        "Suspected labels 5",
                        "Unreadable 1",
                        "Blank 1",
                        "Too dark 1",
                        "Face cut off 1",
                        "Shortcuts 1",
                        "Index problems 1");
        assertThat(files(data, data.at("/copies/items/0/4"))).containsExactly(MadeUp.file(5), MadeUp.file(6));
        assertThat(files(data, data.at("/copies/items/1/4")))
                .containsExactly(MadeUp.file(8), MadeUp.file(15), MadeUp.file(22));
        assertThat(data.at("/copies/items/0").toString()).startsWith("[1,1,1,2,");
        assertThat(files(data, data.at("/faces/items/0"))).contains(MadeUp.file(2));
    }

    private static java.util.List<String> files(JsonNode data, JsonNode numbers) {
        return numbers.valueStream()
                .filter(JsonNode::isInt)
                .map(number -> data.at("/pictures/file").get(number.asInt()).asText())
                .toList();
    }

    @Test
    void exactCopiesShareAThumbnail() throws IOException {
        var data = data(page(new MadeUp(3000), 0));
        var copies = data.at("/copies/items/0/4");

        assertThat(data.at("/pictures/thumbnail").get(copies.get(0).asInt()))
                .isEqualTo(data.at("/pictures/thumbnail").get(copies.get(1).asInt()));
    }

    @Test
    void findingsBeyondWhatAPageHoldsAreCountedAndTheSurestShown() throws IOException {
        var page = page(new MadeUp(9000), 9000);
        var data = data(page);

        assertThat(data.at("/suspects/total").asInt()).isEqualTo(9000);
        assertThat(data.at("/suspects/items").size()).isEqualTo(5000);
        assertThat(files(data, data.at("/suspects/items/0")).getFirst()).isEqualTo(MadeUp.file(0));
        assertThat(page.length()).isLessThan(6_000_000);
    }

    @Test
    void twoAuditsAreSetSideBySide() throws IOException {
        var file = folder.resolve("report.html");
        var before = new MadeUp(70);
        var now = new MadeUp(35);
        AuditPage.write(
                new AuditPage.Audited(now.data(), now.audit(2)),
                Optional.of(new AuditPage.Audited(before.data(), before.audit(6))),
                file);
        var data = data(Files.readString(file));

        assertThat(data.at("/before/counts/rows/0").toString()).isEqualTo("[0,8,2]");
        assertThat(data.at("/counts/rows/0").toString()).isEqualTo("[0,4,1]");
        assertThat(data.at("/before/tiles/4/count").asInt()).isEqualTo(6);
    }
}
