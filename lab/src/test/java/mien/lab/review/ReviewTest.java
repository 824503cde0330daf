package mien.lab.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mien.lab.audit.Finding;
import mien.lab.audit.FindingsReader;
import mien.lab.audit.Fix;
import mien.lab.audit.Suggestions;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Datasets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTest {
    private static final String SAD = "sad/2.png";

    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void write() throws IOException {
        data = Faces.write(folder);
    }

    @Test
    void findingsComeBackAsTheAuditMadeThem() throws IOException {
        var audit = Faces.audit(data);
        var file = folder.resolve("faces.audit/findings.json");
        try (var dataset = Datasets.open(data)) {
            assertThat(FindingsReader.audited(file)).contains("faces");
            assertThat(FindingsReader.read(file, dataset))
                    .isNotEmpty()
                    .isEqualTo(audit.findings().stream()
                            .filter(finding -> !finding.files().isEmpty())
                            .toList());
        }
    }

    @Test
    void proposalsAreWhatTheAuditCommandWouldSuggest() throws IOException {
        var audit = Faces.audit(data);
        try (var reviews = Reviews.open(folder)) {
            var material = reviews.review("faces").material();

            assertThat(material.findings()).hasAtLeastOneElementOfType(Finding.Copies.class);
            assertThat(material.proposals().values())
                    .extracting(Choice::file, Choice::verdict, Choice::label)
                    .containsExactlyInAnyOrderElementsOf(
                            Suggestions.of(audit, EnumSet.allOf(Fix.class), Corrections.NONE).lines().stream()
                                    .map(line -> org.assertj.core.groups.Tuple.tuple(
                                            line.file(), Verdict.of(line.action()), line.label()))
                                    .toList());
            assertThat(material.labels()).startsWith("angry", "happy", "sad").contains("contempt");
        }
    }

    @Test
    void theLastDecisionHoldsAndTheFileOfCorrectionsFollows() throws IOException {
        var before = Faces.contents(data);
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");
            review.decide(Sender.once("a"), List.of(relabel(SAD, "happy"), drop("sad/3.png"), keep("sad/4.png")));
            review.decide(Sender.once("b"), List.of(drop(SAD)));
            review.decide(Sender.once("a"), List.of(open("sad/3.png")));

            assertThat(lines(review.corrections())).containsExactly(SAD + " DROP ", "sad/4.png KEEP ");
        }
        assertThat(Faces.contents(data)).as("the data itself").isEqualTo(before);
        var written = Corrections.read(corrections());
        assertThat(lines(written)).containsExactly(SAD + " DROP ", "sad/4.png KEEP ");
        try (var dataset = Datasets.open(data)) {
            assertThat(written.applyTo(dataset).samples()).hasSize(11);
        }
    }

    @Test
    void stepsAreTakenBackOneByOneEachAsAWhole() {
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");
            review.decide(Sender.once("a"), List.of(relabel(SAD, "happy")));
            review.decide(Sender.once("a"), List.of(drop(SAD), drop("sad/3.png")));

            assertThat(review.undo(Sender.once("a"))).isEqualTo(new Undone(2, 0));
            assertThat(lines(review.corrections())).containsExactly(SAD + " RELABEL happy");
            assertThat(review.undo(Sender.once("a"))).isEqualTo(new Undone(1, 0));
            assertThat(review.corrections().lines()).isEmpty();
            assertThat(review.undo(Sender.once("a"))).isEqualTo(Undone.NOTHING);

            review.decide(Sender.once("a"), List.of(keep(SAD)));
            assertThat(review.undo(Sender.once("a"))).isEqualTo(new Undone(1, 0));
        }
    }

    @Test
    void noTabTakesBackWhatAnotherHasDecided() {
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");
            review.decide(Sender.once("a"), List.of(drop(SAD), drop("sad/3.png")));
            review.decide(Sender.once("b"), List.of(relabel(SAD, "happy")));

            assertThat(review.undo(Sender.once("a"))).isEqualTo(new Undone(1, 1));
            assertThat(lines(review.corrections())).containsExactly(SAD + " RELABEL happy");

            review.decide(Sender.once("a"), List.of(keep(SAD)));
            assertThat(review.undo(Sender.once("a"))).isEqualTo(new Undone(1, 0));
            assertThat(lines(review.corrections())).containsExactly(SAD + " RELABEL happy");
            assertThat(review.undo(Sender.once("b"))).isEqualTo(new Undone(1, 0));
            assertThat(lines(review.corrections())).containsExactly(SAD + " DROP ");
        }
    }

    @Test
    void aStepThatIsSentAgainIsDoneOnceAlsoByTheNextProcess() {
        var decides = new Sender("a", Optional.of("step 1"));
        var undoes = new Sender("a", Optional.of("step 2"));
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");
            review.decide(Sender.once("a"), List.of(keep("sad/4.png")));
            review.decide(decides, List.of(drop(SAD)));
            review.decide(Sender.once("b"), List.of(relabel(SAD, "happy")));
            review.decide(decides, List.of(drop(SAD)));
            assertThat(lines(review.corrections())).containsExactly(SAD + " RELABEL happy", "sad/4.png KEEP ");

            assertThat(review.undo(undoes)).isEqualTo(new Undone(0, 1));
        }
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");
            assertThat(review.undo(undoes)).isEqualTo(new Undone(0, 1));
            review.decide(decides, List.of(drop(SAD)));
            assertThat(lines(review.corrections())).containsExactly(SAD + " RELABEL happy", "sad/4.png KEEP ");

            review.decide(new Sender("b", Optional.of("step 1")), List.of(drop(SAD)));
            assertThat(lines(review.corrections()))
                    .as("a name counts for the tab that gave it")
                    .containsExactly(SAD + " DROP ", "sad/4.png KEEP ");
        }
    }

    @Test
    void manyTabsAtOnceLoseNothing() throws Exception {
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");
            var files = List.copyOf(review.material().data().samples()).stream()
                    .map(sample -> sample.file())
                    .toList();
            var seen = ConcurrentHashMap.<Long>newKeySet();
            var threads = IntStream.range(0, 6)
                    .mapToObj(tab -> Thread.ofPlatform().start(() -> {
                        for (int i = 0; i < 20; i++) {
                            review.decide(
                                    Sender.once("tab " + tab), List.of(drop(files.get((tab + i) % files.size()))));
                            review.since(0).forEach(decision -> seen.add(decision.number()));
                        }
                    }))
                    .toList();
            for (var thread : threads) {
                thread.join();
            }
            var all = review.since(0);
            assertThat(all).hasSize(120).extracting(Decision::number).isSorted().containsAll(seen);
            assertThat(all.stream()
                            .collect(Collectors.groupingBy(Decision::tab, Collectors.counting()))
                            .values())
                    .containsOnly(20L);
        }
    }

    @Test
    void decisionsOnWhatIsNotThereAreRefusedAsAWhole() {
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");

            assertThatThrownBy(() -> review.decide(Sender.once("a"), List.of(drop(SAD), drop("sad/9.png"))))
                    .hasMessage("sad/9.png: it is no picture of faces; load the page again");
            assertThatThrownBy(() -> review.decide(Sender.once("a"), List.of(relabel(SAD, "sleepy"))))
                    .hasMessageStartingWith(SAD + ": 'sleepy' is no label of faces; choose from ");
            assertThatThrownBy(() -> review.decide(Sender.once("a"), List.of(drop(SAD), keep(SAD))))
                    .hasMessage(SAD + ": it is decided on twice at once; decide once");
            assertThatThrownBy(() -> review.decide(Sender.once("file"), List.of(drop(SAD))))
                    .hasMessageStartingWith("tab: ");
            assertThatThrownBy(() -> reviews.review("../faces"))
                    .hasMessage("data set '../faces': there is none below the folder; choose one that is listed");
            assertThat(review.since(0)).isEmpty();
        }
    }

    @Test
    void correctionsThatWereThereBeforeAndEditsOfThemBecomeDecisions() {
        new Corrections(List.of(
                        new Line(0, SAD, Action.DROP, "", "mine"), new Line(0, "sad/3.png", Action.DROP, "", "")))
                .write(corrections());
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");
            assertThat(lines(review.corrections())).containsExactly(SAD + " DROP ", "sad/3.png DROP ");

            new Corrections(List.of(new Line(0, SAD, Action.RELABEL, "happy", "mine"))).write(corrections());
            review.decide(Sender.once("a"), List.of(keep("sad/4.png")));
            review.bring();

            assertThat(lines(review.corrections())).containsExactly(SAD + " RELABEL happy", "sad/4.png KEEP ");
            assertThat(Corrections.read(corrections()).lines())
                    .extracting(Line::reason)
                    .containsExactly("mine", "reviewed");
        }
    }

    @Test
    void anEditThatIsNotUnderstoodIsNotWrittenOver() throws IOException {
        try (var reviews = Reviews.open(folder)) {
            var review = reviews.review("faces");
            Files.writeString(corrections(), "file,action\nsad/2.png,burn\n");
            review.decide(Sender.once("a"), List.of(keep("sad/4.png")));
            review.bring();

            assertThat(corrections()).hasContent("file,action\nsad/2.png,burn\n");
            assertThat(review.trouble())
                    .contains(
                            corrections() + ":2: action 'burn' is unknown; write drop, relabel or keep; until then the"
                                    + " file stays as it is, and your decisions are in the database");

            Files.delete(corrections());
            review.bring();
            assertThat(review.trouble()).isEmpty();
            assertThat(lines(Corrections.read(corrections()))).containsExactly("sad/4.png KEEP ");
        }
    }

    @Test
    void picturesThatChangeAreReadAnew() throws IOException {
        try (var reviews = Reviews.open(folder)) {
            var before = reviews.review("faces");
            assertThat(reviews.review("faces")).isSameAs(before);

            Files.copy(data.resolve("sad/2.png"), data.resolve("sad/5.png"));
            Files.setLastModifiedTime(
                    data.resolve("sad"),
                    java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5000));
            var after = reviews.review("faces");
            assertThat(after.material().data().samples()).hasSize(13);
            assertThat(after.key()).isNotEqualTo(before.key());
        }
    }

    @Test
    void foldersThatMayNotBeReadHideNoDataSet() throws IOException {
        Faces.audit(data);
        for (var name : List.of("lost+found", "faces/.private")) {
            var closed = Files.createDirectory(folder.resolve(name));
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
            assumeThat(Files.isReadable(closed)).as("root may read everything").isFalse();
        }
        try (var reviews = Reviews.open(folder)) {
            assertThat(reviews.list()).extracting(Reviews.Listed::id).containsExactly("faces");
            assertThat(reviews.review("faces").material().audit()).isPresent();
        }
    }

    @Test
    void whatIsListedTellsOfAuditsAndDecisions() throws IOException {
        Faces.audit(data);
        try (var reviews = Reviews.open(folder)) {
            reviews.review("faces").decide(Sender.once("a"), List.of(keep(SAD), drop("sad/3.png")));

            assertThat(reviews.list()).singleElement().satisfies(listed -> {
                assertThat(listed.id()).isEqualTo("faces");
                assertThat(listed.decided()).isEqualTo(2);
                assertThat(listed.audit().orElseThrow().data()).isEqualTo("faces");
            });
        }
    }

    private Path corrections() {
        return folder.resolve("faces.corrections.csv");
    }

    private static List<String> lines(Corrections corrections) {
        return corrections.lines().stream()
                .map(line -> line.file() + " " + line.action() + " " + line.label())
                .toList();
    }

    private static Choice drop(String file) {
        return new Choice(file, Verdict.DROP, "", "");
    }

    private static Choice keep(String file) {
        return new Choice(file, Verdict.KEEP, "", "");
    }

    private static Choice open(String file) {
        return new Choice(file, Verdict.OPEN, "", "");
    }

    private static Choice relabel(String file, String label) {
        return new Choice(file, Verdict.RELABEL, label, "");
    }
}
