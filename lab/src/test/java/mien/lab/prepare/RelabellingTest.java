package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.image.Picture;
import mien.lab.dataset.Datasets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelabellingTest {
    @TempDir
    Path folder;

    @Test
    void severalLabelsBecomeOne() throws IOException {
        for (var name : new String[] {"cat/1.png", "car/2.png", "person/3.png"}) {
            var file = folder.resolve("data").resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new Picture(2, 2, 1, new byte[] {(byte) name.hashCode(), 2, 3, 4}).png());
        }
        try (var data = Datasets.open(folder.resolve("data"))) {
            var relabelled = Relabelling.of("Person=face, *=other").of(Material.of(data));

            var labels = relabelled.data().labels().labels();
            assertThat(labels).containsExactly("face", "other");
            assertThat(relabelled.data().samples().stream()
                            .map(sample -> sample.file() + " " + labels.get(sample.label())))
                    .containsExactlyInAnyOrder("car/2.png other", "cat/1.png other", "person/3.png face");
            assertThat(relabelled.relabelled()).isEqualTo(3);
            assertThatThrownBy(() -> Relabelling.of("dog=other").of(Material.of(data)))
                    .isInstanceOf(PrepareException.class)
                    .hasMessage("relabel: there is no label 'dog' in data, only car, cat, person");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'person', 'relabel: ''person'' is not OLD=NEW; give rules such as person=face,*=other'",
        "'a=', 'relabel: ''a='' is not OLD=NEW; give rules such as person=face,*=other'",
        "'a=*', 'relabel: ''a=*'' is not OLD=NEW; give rules such as person=face,*=other'",
        "'joy=x,happy=y', 'relabel: ''happy'' is named twice; name each label once'"
    })
    void impossibleRulesAreRefused(String rules, String message) {
        assertThatThrownBy(() -> Relabelling.of(rules))
                .isInstanceOf(PrepareException.class)
                .hasMessage(message);
    }
}
