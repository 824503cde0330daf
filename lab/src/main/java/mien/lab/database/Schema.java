package mien.lab.database;

import java.util.List;

/// The tables, as steps from each version to the next. A step that was released is never changed: append one.
final class Schema {
    /// Decisions are only ever added; of those on one picture the last holds. Those of one `step` were made at once
    /// and are taken back at once; a row that takes one back names the decision that it `restores`, 0 for none.
    private static final List<String> REVIEW = List.of(
            """
            CREATE TABLE review (
                id INTEGER PRIMARY KEY,
                data TEXT NOT NULL UNIQUE,
                copied INTEGER NOT NULL DEFAULT 0,
                hash TEXT NOT NULL DEFAULT '',
                next_hash TEXT NOT NULL DEFAULT ''
            )""",
            """
            CREATE TABLE decision (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                review INTEGER NOT NULL REFERENCES review (id),
                step INTEGER NOT NULL,
                time INTEGER NOT NULL,
                tab TEXT NOT NULL,
                file TEXT NOT NULL,
                verdict TEXT NOT NULL CHECK (verdict IN ('keep', 'relabel', 'drop', 'open')),
                label TEXT NOT NULL,
                reason TEXT NOT NULL,
                restores INTEGER
            )""",
            "CREATE INDEX decision_by_review ON decision (review, number)",
            "CREATE INDEX decision_by_file ON decision (review, file, number)",
            "CREATE INDEX decision_by_step ON decision (step)",
            "CREATE TABLE undone (step INTEGER PRIMARY KEY)");

    /// Steps that may be sent again since their sender saw no answer, by the names that it gave them, and what taking
    /// back came to.
    private static final List<String> SENT = List.of("""
            CREATE TABLE sent (
                review INTEGER NOT NULL REFERENCES review (id),
                tab TEXT NOT NULL,
                step TEXT NOT NULL,
                restored INTEGER NOT NULL,
                overtaken INTEGER NOT NULL,
                PRIMARY KEY (review, tab, step)
            )""");

    static final List<List<String>> STEPS = List.of(REVIEW, SENT);

    private Schema() {}
}
