package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(PrepareException.class).hasMessage(message);
    }

    @Test
    void readsDivisionsAndBalances() {
        assertThat(Division.of("80,10,10")).isEqualTo(Division.USUAL);
        assertThat(Division.of(" 70%, 30 ,0%")).isEqualTo(new Division.Shares(70, 30, 0));
        assertThat(Division.of("None")).isEqualTo(new Division.None());
        assertThat(Division.of("data")).isEqualTo(new Division.AsInData());
        assertThat(Balance.of("Downsample")).isEqualTo(new Balance.Downsample());
        assertThat(Balance.of("oversample")).isEqualTo(new Balance.Oversample());
        assertThat(Balance.of("none")).isEqualTo(new Balance.None());
        assertThat(Balance.of("250")).isEqualTo(new Balance.Each(250));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            80,10      | split: give percent of train, validation and test such as 80,10,10, or data or none; got '80,10'
            most       | split: give percent of train, validation and test such as 80,10,10, or data or none; got 'most'
            80,10,20   | split: train, validation and test must make 100, with something to train, got 80,10,20
            0,50,50    | split: train, validation and test must make 100, with something to train, got 0,50,50
            110,-10,0  | split: train, validation and test must make 100, with something to train, got 110,-10,0
            """)
    void aDivisionThatIsNoneIsExplained(String text, String message) {
        assertRefused(() -> Division.of(text), message);
    }

    @Test
    void otherMistakesAreExplained() {
        assertRefused(
                () -> Balance.of("weights"),
                "balance: give none, downsample, oversample or a number of pictures, got 'weights'");
        assertRefused(() -> Balance.of("0"), "balance: each label needs at least 1 picture, got 0");
        assertRefused(() -> Look.DEFAULT.withSize(9000), "size: pictures can have 1 to 8192 pixels a side, got 9000");
        assertRefused(
                () -> new Look.Crop.Face("cascades", 5, Look.NoFace.KEEP),
                "margin: it must be above 0 and at most 4, got 5.0");
        assertRefused(
                () -> People.byPath("subject\\d+"),
                "group: the pattern subject\\d+ captures nothing; put what names a person into parentheses, for"
                        + " example (person\\d+)_");
        assertRefused(() -> People.byPath("("), "group: ( is no regular expression (Unclosed group); mend it");
        assertRefused(
                () -> People.byPath("(x)").on(List.of(new Sample("joy/a.png", Split.NONE, 0, null))),
                "group: the pattern (x) fits none of the 1 files, such as joy/a.png; mend it");
    }

    @ParameterizedTest
    @CsvSource({"anger, anger", "a/b\\c:d, a_b_c_d", "..hidden., hidden", "con, con_", "., _", "😀 wow, 😀 wow"})
    void labelsBecomeNamesThatAnyFileSystemTakes(String label, String name) {
        assertThat(Naming.safe(label)).isEqualTo(name);
    }
}
