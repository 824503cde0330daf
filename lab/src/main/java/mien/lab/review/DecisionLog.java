package mien.lab.review;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import mien.lab.database.Database;
import mien.lab.database.Row;

/// The decisions on one data set, in the database: rows that are added and never changed. Safe for many threads.
final class DecisionLog {
    /// Who decides by editing the file of corrections.
    static final String EDITED = "file";

    private static final String COLUMNS =
            "SELECT number, coalesce(restores, number) AS origin, step, time, tab, file, verdict, label, reason"
                    + " FROM decision ";

    private final Database database;
    private final long review;
    private final Clock clock;

    private DecisionLog(Database database, long review, Clock clock) {
        this.database = database;
        this.review = review;
        this.clock = clock;
    }

    /// @param data the data set, by the name that stays the same
    static DecisionLog of(Database database, String data, Clock clock) {
        return database.atOnce(() -> {
            database.change("INSERT OR IGNORE INTO review (data) VALUES (?)", data);
            var review = database.all("SELECT id FROM review WHERE data = ?", row -> row.whole("id"), data);
            return new DecisionLog(database, review.getFirst(), clock);
        });
    }

    /// The data sets whose file of corrections lacks decisions, as it does after a process was killed.
    static List<String> behind(Database database) {
        return database.all(
                "SELECT data FROM review WHERE copied < (SELECT coalesce(max(number), 0) FROM decision d"
                        + " WHERE d.review = review.id) ORDER BY data",
                row -> row.text("data"));
    }

    /// How many pictures of a data set are decided on.
    static int decided(Database database, String data) {
        return Math.toIntExact(database.all(
                        "SELECT count(*) AS decided FROM decision WHERE verdict <> 'open' AND number IN (SELECT"
                                + " max(number) FROM decision WHERE review = (SELECT id FROM review WHERE data = ?)"
                                + " GROUP BY file)",
                        row -> row.whole("decided"),
                        data)
                .getFirst());
    }

    /// Adds a step, unless it was added before; all of it is on the disk when this returns.
    void add(Sender sender, List<Choice> choices) {
        once(sender, () -> {
            add(sender.tab(), choices);
            return Undone.NOTHING;
        });
    }

    /// Adds what somebody has edited in the file of corrections, as a step.
    void edited(List<Choice> choices) {
        database.atOnce(() -> {
            add(EDITED, choices);
            return choices;
        });
    }

    private void add(String tab, List<Choice> choices) {
        long step = nextStep();
        choices.forEach(choice -> insert(step, tab, choice, OptionalLong.empty()));
    }

    /// Takes back the last step of a tab that was not taken back yet, unless this was done before. Pictures on which
    /// somebody else has decided since stay as they are.
    Undone undo(Sender sender) {
        return once(sender, () -> {
            var last = database.all(
                    "SELECT step FROM decision WHERE review = ? AND tab = ? AND restores IS NULL"
                            + " AND step NOT IN (SELECT step FROM undone) ORDER BY number DESC LIMIT 1",
                    row -> row.whole("step"),
                    review,
                    sender.tab());
            return last.isEmpty() ? Undone.NOTHING : undo(sender.tab(), last.getFirst());
        });
    }

    /// What doing a step comes to, or came to when it was sent before.
    private Undone once(Sender sender, Supplier<Undone> work) {
        return database.atOnce(() -> {
            var before = sender.step().flatMap(name -> done(sender.tab(), name));
            if (before.isPresent()) {
                return before.get();
            }
            var undone = work.get();
            sender.step()
                    .ifPresent(name -> database.change(
                            "INSERT INTO sent (review, tab, step, restored, overtaken) VALUES (?, ?, ?, ?, ?)",
                            review,
                            sender.tab(),
                            name,
                            undone.restored(),
                            undone.overtaken()));
            return undone;
        });
    }

    private Optional<Undone> done(String tab, String step) {
        return database
                .all(
                        "SELECT restored, overtaken FROM sent WHERE review = ? AND tab = ? AND step = ?",
                        row -> new Undone((int) row.whole("restored"), (int) row.whole("overtaken")),
                        review,
                        tab,
                        step)
                .stream()
                .findFirst();
    }

    private Undone undo(String tab, long step) {
        var taken = database.all(COLUMNS + "WHERE step = ? ORDER BY number", DecisionLog::decision, step);
        long undoing = nextStep();
        int restored = 0;
        for (var decision : taken) {
            if (standing(decision.choice().file(), Long.MAX_VALUE)
                    .filter(now -> now.origin() == decision.number())
                    .isPresent()) {
                restore(undoing, tab, decision);
                restored++;
            }
        }
        database.change("INSERT INTO undone (step) VALUES (?)", step);
        return new Undone(restored, taken.size() - restored);
    }

    /// Makes a picture what it was before a decision.
    private void restore(long step, String tab, Decision decision) {
        var file = decision.choice().file();
        var before = standing(file, decision.number());
        insert(
                step,
                tab,
                before.map(Decision::choice).orElseGet(() -> new Choice(file, Verdict.OPEN, "", "")),
                OptionalLong.of(before.map(Decision::origin).orElse(0L)));
    }

    /// The last decision on a picture before that with a number.
    private Optional<Decision> standing(String file, long before) {
        return database
                .all(
                        COLUMNS + "WHERE review = ? AND file = ? AND number < ? ORDER BY number DESC LIMIT 1",
                        DecisionLog::decision,
                        review,
                        file,
                        before)
                .stream()
                .findFirst();
    }

    /// Decisions with a higher number, in order.
    List<Decision> since(long number) {
        return database.all(
                COLUMNS + "WHERE review = ? AND number > ? ORDER BY number", DecisionLog::decision, review, number);
    }

    /// What holds now, by file; nothing of pictures that are open.
    List<Decision> standing() {
        return standingAt(Long.MAX_VALUE);
    }

    /// What held after the decision with a number.
    List<Decision> standingAt(long number) {
        return database.all(
                COLUMNS + "WHERE number IN (SELECT max(number) FROM decision WHERE review = ? AND number <= ?"
                        + " GROUP BY file) AND verdict <> 'open' ORDER BY file",
                DecisionLog::decision,
                review,
                number);
    }

    /// The number of the last decision, 0 if there is none.
    long last() {
        return database.all(
                        "SELECT coalesce(max(number), 0) AS last FROM decision WHERE review = ?",
                        row -> row.whole("last"),
                        review)
                .getFirst();
    }

    /// What the file of corrections held when it was written last.
    ///
    /// @param copied number of the last decision in it
    /// @param hash of the file
    /// @param next hash of the file that was about to take its place, and may have done so before a process was
    ///     killed
    record Copied(long copied, String hash, String next) {
        boolean isOurs(String found) {
            return found.equals(hash) || found.equals(next);
        }
    }

    Copied copied() {
        return database.all(
                        "SELECT copied, hash, next_hash FROM review WHERE id = ?",
                        row -> new Copied(row.whole("copied"), row.text("hash"), row.text("next_hash")),
                        review)
                .getFirst();
    }

    void remember(Copied copied) {
        database.change(
                "UPDATE review SET copied = ?, hash = ?, next_hash = ? WHERE id = ?",
                copied.copied(),
                copied.hash(),
                copied.next(),
                review);
    }

    private long nextStep() {
        return database.all("SELECT coalesce(max(number), 0) + 1 AS next FROM decision", row -> row.whole("next"))
                .getFirst();
    }

    private void insert(long step, String tab, Choice choice, OptionalLong restores) {
        long number = database.change(
                "INSERT INTO decision (review, step, time, tab, file, verdict, label, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                review,
                step,
                clock.millis(),
                tab,
                choice.file(),
                choice.verdict().title(),
                choice.label(),
                choice.reason());
        restores.ifPresent(
                origin -> database.change("UPDATE decision SET restores = ? WHERE number = ?", origin, number));
    }

    private static Decision decision(Row row) {
        var verdict = Verdict.named(row.text("verdict")).orElse(Verdict.OPEN);
        var choice = new Choice(row.text("file"), verdict, row.text("label"), row.text("reason"));
        return new Decision(
                row.whole("number"),
                row.whole("origin"),
                row.whole("step"),
                Instant.ofEpochMilli(row.whole("time")),
                row.text("tab"),
                choice);
    }
}
