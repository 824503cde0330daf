package mien.app.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import mien.model.ModelFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Evaluates the shipped files again: a figure of a card that is off by more than rounding fails here.
class ModelCardsTest {
    private static final Repository REPOSITORY = Repository.current();

    @TempDir
    Path folder;

    static List<Path> models() {
        return REPOSITORY.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyShippedModelHasACardWithItsFigures(Path model) throws IOException {
        var known = Repository.isGate(model) ? Figure.ofGates() : Figure.ofEmotions();
        var printed = FigureTable.read(Files.readString(REPOSITORY.card(model)), known);
        var stored = ModelFile.of(model).contract().figures();

        assertThat(printed).isNotEmpty();
        printed.forEach((key, text) -> {
            assertThat(stored).as("the file's own figures").containsKey(key);
            double value = stored.getOrDefault(key, Double.NaN);
            assertThat(Math.abs(form(known, key).parse(text) - value))
                    .as("%s is %s in the card, %s in the file", key, text, value)
                    .isLessThanOrEqualTo(form(known, key).tolerance());
        });
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("models")
    void theFiguresOfCardAndFileAreThoseThatAreMeasured(Path model) throws IOException {
        assumeThat(REPOSITORY.data("fer2013.zip"))
                .as("the shared data is absent")
                .exists();
        var known = Repository.isGate(model) ? Figure.ofGates() : Figure.ofEmotions();
        var printed = FigureTable.read(Files.readString(REPOSITORY.card(model)), known);
        var stored = ModelFile.of(model).contract().figures();

        var measured = Measuring.of(model, REPOSITORY, folder);

        assertThat(printed).containsOnlyKeys(measured.keySet());
        var off = new ArrayList<String>();
        measured.forEach((key, value) -> {
            double card = form(known, key).parse(printed.getOrDefault(key, "NaN"));
            double file = stored.getOrDefault(key, Double.NaN);
            double tolerance = form(known, key).tolerance();
            if (!(Math.abs(card - value) <= tolerance && Math.abs(file - value) <= tolerance)) {
                off.add(String.format(Locale.ROOT, "%s: card %s, file %s, measured %.5f", key, card, file, value));
            }
        });
        assertThat(off)
                .as(REPOSITORY.card(model) + "; bench/record-models.sh writes it again")
                .isEmpty();
    }

    private static Figure.Form form(List<Figure> known, String key) {
        return known.stream()
                .filter(figure -> key.endsWith("." + figure.key()))
                .findFirst()
                .orElseThrow()
                .form();
    }

    @Test
    void aTableIsReadAsItWasWritten() {
        var heads = List.of("fer7", "ferplus8");
        var figures = new LinkedHashMap<String, Double>();
        figures.put("fer7.public_test.n", 3589.0);
        figures.put("ferplus8.public_test.n", 3199.0);
        figures.put("fer7.public_test.accuracy", 0.71549);
        figures.put("fer7.public_test.mask.eyes", 0.5);
        figures.put("ferplus8.public_test.ece", 0.0123);
        var empty = """
                # A card

                <!-- figures: written by bench/record-models.sh, held by ModelCardsTest -->

                <!-- end of figures -->

                The end.
                """;

        var card = FigureTable.written(empty, heads, Figure.ofEmotions(), figures);

        assertThat(card).isEqualTo("""
                # A card

                <!-- figures: written by bench/record-models.sh, held by ModelCardsTest -->

                | figure | `fer7` | `ferplus8` |
                |---|---|---|
                | pictures | 3,589 | 3,199 |
                | accuracy | 71.5 % |  |
                | calibration error (ECE) |  | 0.012 |
                | accuracy, `eyes` | 50.0 % |  |

                <!-- end of figures -->

                The end.
                """);
        assertThat(FigureTable.read(card, Figure.ofEmotions()))
                .containsEntry("fer7.public_test.accuracy", "71.5 %")
                .containsEntry("fer7.public_test.mask.eyes", "50.0 %")
                .hasSize(5);
        assertThat(FigureTable.written(card, heads, Figure.ofEmotions(), figures))
                .isEqualTo(card);
    }
}
