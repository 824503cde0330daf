package mien.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import mien.lab.metrics.EvaluationException;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersFileTest {
    private static final LabelSet MOODS = new LabelSet("moods", List.of("happy", "sad", "bored"));

    private static AnswersFile parse(String text) {
        return AnswersFile.parse("tool.csv", text, MOODS);
    }

    @Test
    void readsAColumnForEachLabelByAnyAlias() {
        var answers = parse("File,label,Joy,SADNESS,bored,time\na/1.png,sad,3,1,0,99\n\"b/2,x.png\",,0.2,0.2,0.6,1\n");

        assertThat(answers.labels().labels()).containsExactly("happy", "sad", "bored");
        assertThat(answers.hasProbabilities()).isTrue();
        assertThat(answers.rows().get("a/1.png")).containsExactly(0.75f, 0.25f, 0f);
        assertThat(answers.rows().get("b/2,x.png")).containsExactly(0.2f, 0.2f, 0.6f);
    }

    @Test
    void readsLabelsAloneAndLeavesOutPicturesWithoutOne() {
        var answers = parse("\uFEFFfile;emotion;score\n1.png;Happiness;0.9\n2.png;;\n3.png;contempt;0.4\n");

        assertThat(answers.hasProbabilities()).isFalse();
        assertThat(answers.labels().labels()).containsExactly("happy", "sad", "bored", "contempt");
        assertThat(answers.rows()).containsOnlyKeys("1.png", "3.png");
        assertThat(answers.rows().get("1.png")).containsExactly(1f, 0f, 0f, 0f);
    }

    @Test
    void findsPicturesWithMoreOrFewerFoldersBeforeTheirNames() {
        var answers = parse("file,label\n/home/me/faces/test/happy/1.png,happy\nb.png,sad\nother.png,sad\n");

        var found = answers.byPicture("faces", List.of("test/happy/1.png", "test/sad/b.png", "test/sad/c.png"));

        assertThat(found).containsOnlyKeys("test/happy/1.png", "test/sad/b.png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'file,label' | tool.csv: it has no answers; give a csv with a header line such as file,label",
                "'picture,label;1.png,sad' | tool.csv:1: it needs a column file, got picture,label",
                "'file,mood;1.png,sad' | tool.csv:1: it needs a column label, or a column for each of happy, sad,"
                        + " bored; got file,mood",
                "'file,joy,happy,sad;1.png,1,1,1' | tool.csv:1: two columns mean happy; remove one",
                "'file,happy,sad;1.png,0.5,x' | 'tool.csv:2: sad must be a probability or another number from 0 up,"
                        + " got ''x'''",
                "'file,happy,sad;1.png,0.5,NaN' | 'tool.csv:2: sad must be a probability or another number from 0 up,"
                        + " got ''NaN'''",
                "'file,happy,sad;1.png,0,0' | tool.csv:2: the scores of a picture must all be there and not all be 0;"
                        + " got 1.png,0,0",
                "'file,label;1.png,sad;1.png,happy' | tool.csv:3: 1.png has two answers; leave one",
            })
    void saysInOneSentenceWhatIsWrong(String csv, String message) {
        assertThatThrownBy(() -> parse(csv.replace(';', '\n')))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message);
    }

    @Test
    void saysWhenNothingFitsOrTooMuch() {
        assertThatThrownBy(() -> parse("file,label\nx.png,sad\n").byPicture("faces", List.of("test/1.png")))
                .hasMessage("tool.csv: it names no picture of faces, but for example x.png; its column file must hold"
                        + " names such as test/1.png");
        assertThatThrownBy(() -> parse("file,label\nhome/a/1.png,sad\nwork/a/1.png,sad\n")
                        .byPicture("faces", List.of("a/1.png")))
                .hasMessage("tool.csv: both home/a/1.png and work/a/1.png can mean the picture a/1.png; write the"
                        + " names as the data has them");
        assertThatThrownBy(() -> AnswersFile.read(Path.of("none.csv"), MOODS))
                .hasMessageStartingWith("none.csv: the answers cannot be read (");
    }
}
