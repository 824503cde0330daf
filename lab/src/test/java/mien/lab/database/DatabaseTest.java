package mien.lab.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final String ADD = "INSERT INTO review (data) VALUES (?)";

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() {
        try (var database = Database.open(folder)) {
            assertThat(database.change(ADD, "faces")).isEqualTo(1);
        }
        try (var database = Database.open(folder)) {
            assertThat(names(database)).containsExactly("faces");
        }
    }

    @Test
    void twoAtATimeSeeEachOthersRows() {
        try (var one = Database.open(folder);
                var other = Database.open(folder)) {
            one.change(ADD, "a");
            other.change(ADD, "b");

            assertThat(names(one)).containsExactly("a", "b");
        }
    }

    @Test
    void ofWorkThatFailsNothingStays() {
        try (var database = Database.open(folder)) {
            assertThatThrownBy(() -> database.atOnce(() -> {
                        database.change(ADD, "a");
                        throw new IllegalStateException("halfway");
                    }))
                    .hasMessage("halfway");
            database.atOnce(() -> database.change(ADD, "b"));

            assertThat(names(database)).containsExactly("b");
        }
    }

    @Test
    void commitsAreFlushedAndTheJournalIsWrittenAhead() {
        try (var database = Database.open(folder)) {
            assertThat(database.all("PRAGMA journal_mode", row -> row.text("journal_mode")))
                    .containsExactly("wal");
            assertThat(database.all("PRAGMA synchronous", row -> row.whole("synchronous")))
                    .containsExactly(2L);
        }
    }

    @Test
    void aFileOfANewerMienIsRefused() {
        try (var database = Database.open(folder)) {
            database.change("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(folder.resolve("mien.db")
                        + ": it was written by a newer Mien (schema 99, this one knows 2); use that one");
    }

    @Test
    void aFileOfAnOlderMienKeepsItsRowsAndGetsWhatIsNew() {
        try (var database = Database.open(folder)) {
            database.change(ADD, "faces");
            database.change("DROP TABLE sent");
            database.change("PRAGMA user_version = 1");
        }
        try (var database = Database.open(folder)) {
            assertThat(names(database)).containsExactly("faces");
            assertThat(database.all("SELECT count(*) AS sent FROM sent", row -> row.whole("sent")))
                    .containsExactly(0L);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndStaysAsItIs() throws IOException {
        var file = folder.resolve("mien.db");
        var text = "This is a letter, and no database at all. ".repeat(100);
        Files.writeString(file, text);

        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(file + ": it is damaged, or no database; move it away, and a new one is made");
        assertThat(file).hasContent(text);
    }

    private static List<String> names(Database database) {
        return database.all("SELECT data FROM review ORDER BY data", row -> row.text("data"));
    }
}
