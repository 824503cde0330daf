package mien.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mien.image.Picture;
import mien.lab.audit.Finding.Copies;
import mien.lab.audit.Finding.Copies.Member;
import mien.lab.audit.Finding.Flawed;
import mien.lab.audit.Finding.Suspect;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Split;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final Picture A = DrawnData.blots(48, 1);
    private static final Picture B = DrawnData.blots(48, 2);

    private static List<String> suggested(DrawnData data, Set<Fix> fixes) {
        return suggested(Auditor.audit(data.dataset(), Set.of(), Auditor.Watcher.NONE), fixes, Corrections.NONE);
    }

    private static List<String> suggested(Audit audit, Set<Fix> fixes, Corrections given) {
        return Suggestions.of(audit, fixes, given).lines().stream()
                .map(line -> (line.file() + " " + line.action() + " " + line.label()).strip() + ": " + line.reason())
                .toList();
    }

    @Test
    void ofExactCopiesAllButTheFirstGo() {
        var data = new DrawnData()
                .add("happy/1.png", A)
                .add("happy/2.png", A)
                .add("happy/3.png", A)
                .add("sad/4.png", B);

        assertThat(suggested(data, Fix.CAUTIOUS))
                .containsExactly(
                        "happy/2.png DROP: an exact copy of happy/1.png",
                        "happy/3.png DROP: an exact copy of happy/1.png");
        assertThat(suggested(data, EnumSet.of(Fix.BLANK))).isEmpty();
    }

    @Test
    void theTestStaysAsItIsAndTrainingLosesTheCopy() {
        var data = new DrawnData()
                .add("happy/1.png", A, Split.TRAIN)
                .add("happy/2.png", A, Split.VALIDATION)
                .add("happy/3.png", A, Split.TEST)
                .add("sad/4.png", B, Split.TRAIN)
                .add("sad/5.png", B, Split.TRAIN);

        assertThat(suggested(data, EnumSet.of(Fix.LEAKS)))
                .containsExactly(
                        "happy/1.png DROP: an exact copy of happy/3.png in the test split",
                        "happy/2.png DROP: an exact copy of happy/3.png in the test split");
        assertThat(suggested(data, EnumSet.of(Fix.EXACT_COPIES)))
                .containsExactlyInAnyOrder(
                        "happy/1.png DROP: an exact copy of happy/3.png",
                        "happy/2.png DROP: an exact copy of happy/3.png",
                        "sad/5.png DROP: an exact copy of sad/4.png");
    }

    @Test
    void conflictingCopiesAllGoWithoutVotes() {
        var data = new DrawnData().add("happy/1.png", A).add("sad/2.png", A);

        assertThat(suggested(data, Fix.CAUTIOUS))
                .containsExactly(
                        "happy/1.png DROP: an exact copy has another label: happy, sad",
                        "sad/2.png DROP: an exact copy has another label: happy, sad");
        assertThat(suggested(data, EnumSet.of(Fix.EXACT_COPIES))).isEmpty();
    }

    @Test
    void votesDecideWhichConflictingCopyStaysAndWhatItIsCalled() {
        var votes = DrawnData.votes(1, 9, 0);
        var right = new DrawnData()
                .add("happy/1.png", A.png(), Split.NONE, votes)
                .add("sad/2.png", A.png(), Split.NONE, votes);
        var wrong = new DrawnData()
                .add("happy/1.png", A.png(), Split.NONE, votes)
                .add("angry/2.png", A.png(), Split.NONE, votes);
        var undecided = new DrawnData()
                .add("happy/1.png", A.png(), Split.NONE, DrawnData.votes(5, 5, 0))
                .add("sad/2.png", A.png(), Split.NONE, null);

        assertThat(suggested(right, Fix.CAUTIOUS)).containsExactly("happy/1.png DROP: an exact copy of sad/2.png");
        assertThat(suggested(wrong, Fix.CAUTIOUS))
                .containsExactly(
                        "happy/1.png RELABEL sad: its copies are labelled happy, angry; the taggers say sad",
                        "angry/2.png DROP: an exact copy of happy/1.png");
        assertThat(suggested(undecided, Fix.CAUTIOUS)).hasSize(2).allMatch(line -> line.contains("DROP"));
    }

    private static Member member(String file, Split split, String label) {
        return new Member(file, split, label, null);
    }

    private static Audit nothingFound(DrawnData data) {
        return Auditor.audit(data.dataset(), Set.of(), Auditor.Watcher.NONE);
    }

    @Test
    void ofCopiesOneIsKeptThatIsNotDroppedForItself() {
        var data = new DrawnData().add("happy/1.png", A).add("happy/2.png", B).add("sad/3.png", DrawnData.blots(48, 3));
        var one = member("happy/1.png", Split.NONE, "happy");
        var two = member("happy/2.png", Split.NONE, "happy");
        var audit = nothingFound(data)
                .plus(List.of(
                        new Copies(false, List.of(one, two)), new Flawed(Flaw.BLURRED, "happy/1.png", 0.1, 0.25)));

        assertThat(suggested(audit, EnumSet.of(Fix.NEAR_COPIES, Fix.BLURRED), Corrections.NONE))
                .singleElement()
                .asString()
                .startsWith("happy/1.png DROP");
    }

    @Test
    void nothingIsDroppedAsTheCopyOfATestPictureThatIsDroppedToo() {
        var data = new DrawnData()
                .add("happy/1.png", A, Split.TEST)
                .add("sad/2.png", A, Split.TRAIN)
                .add("happy/3.png", B, Split.TRAIN);
        var near = new Copies(
                false,
                List.of(member("happy/1.png", Split.TEST, "happy"), member("happy/3.png", Split.TRAIN, "happy")));

        assertThat(suggested(nothingFound(data).plus(List.of(near)), Fix.CAUTIOUS, Corrections.NONE))
                .containsExactly(
                        "happy/1.png DROP: an exact copy has another label: happy, sad",
                        "sad/2.png DROP: an exact copy has another label: happy, sad");
    }

    @Test
    void suspectsAreRelabelledOnlyOnRequest() {
        var data = new DrawnData().add("happy/1.png", A).add("sad/2.png", B);
        var audit = Auditor.audit(data.dataset(), Set.of(), Auditor.Watcher.NONE)
                .plus(List.of(new Suspect("happy/1.png", "happy", "sad", 0.9, "looks sad")));

        assertThat(suggested(audit, Fix.CAUTIOUS, Corrections.NONE)).isEmpty();
        assertThat(suggested(audit, EnumSet.of(Fix.SUSPECTS), Corrections.NONE))
                .containsExactly("happy/1.png RELABEL sad: looks sad");
    }

    @Test
    void whatAPersonDecidedStays() {
        var blank = DrawnData.drawn(48, 48, (_, _) -> 7);
        var data =
                new DrawnData().add("happy/1.png", blank).add("happy/2.png", B).add("happy/3.png", B);
        var audit = Auditor.audit(data.dataset(), Set.of(), Auditor.Watcher.NONE);
        var given = new Corrections(List.of(new Line(2, "happy/1.png", Action.KEEP, "", "black on purpose")));

        assertThat(suggested(audit, Fix.CAUTIOUS, given))
                .containsExactly(
                        "happy/1.png KEEP: black on purpose", "happy/3.png DROP: an exact copy of happy/2.png");
    }

    @Test
    void everySuggestionFitsItsData() {
        var data = new DrawnData()
                .add("happy/1.png", A)
                .add("sad/2.png", A)
                .add("happy/3.png", B)
                .add("happy/4.png", B)
                .add("angry/5.png", DrawnData.drawn(20, 20, (x, _) -> x));
        var audit = Auditor.audit(data.dataset(), Set.of(Check.FACES), Auditor.Watcher.NONE);

        var all = Suggestions.of(audit, EnumSet.allOf(Fix.class), Corrections.NONE);

        assertThat(new ArrayList<>(all.inOrderOf(data.dataset()).lines())).hasSameSizeAs(all.lines());
    }
}
