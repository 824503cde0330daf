package mien.lab.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.DatasetException;
import mien.lab.dataset.Hashing;
import mien.lab.file.WholeFile;
import mien.lab.review.DecisionLog.Copied;

/// `corrections.csv` beside a data set: always what the database says, replaced as a whole. What a person has edited
/// in it becomes decisions before it is written again, so nothing is lost there either.
final class CorrectionsCopy {
    private final Dataset data;
    private final DecisionLog log;
    private final Path file;
    private String trouble = "";

    /// @param file which may not be there yet
    CorrectionsCopy(Dataset data, DecisionLog log, Path file) {
        this.data = data;
        this.log = log;
        this.file = file;
    }

    Path file() {
        return file;
    }

    /// Why the file is not what the database says, in a sentence; empty if it is, or will be in a moment.
    synchronized Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    /// Takes in what was edited by hand and writes what holds, if anything has changed.
    synchronized void bring() {
        try {
            var found = found();
            var copied = log.copied();
            if (!found.isEmpty() && !copied.isOurs(found)) {
                takeIn(copied.copied());
            }
            long last = log.last();
            if (last > copied.copied()
                    || (last > 0 && !found.equals(log.copied().hash()))) {
                write(last);
            }
            trouble = "";
        } catch (IOException e) {
            trouble = file + ": cannot be read or written (" + e + "); your decisions are kept in the database";
        } catch (DatasetException e) {
            trouble = e.getMessage() + "; until then the file stays as it is, and your decisions are in the database";
        }
    }

    /// SHA-256 of the file; empty if there is none, or nothing in it, as a crash of the machine may leave it.
    private String found() throws IOException {
        try {
            var bytes = Files.readAllBytes(file);
            return bytes.length == 0 ? "" : Hashing.sha256(bytes);
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    /// Only what was edited becomes a decision: decisions that the file did not hold yet stay.
    private void takeIn(long copied) {
        var wanted = new LinkedHashMap<String, Choice>();
        Corrections.read(file).inOrderOf(data).lines().forEach(line -> wanted.put(line.file(), Choice.of(line)));
        var edited = new ArrayList<Choice>();
        for (var written : log.standingAt(copied)) {
            var choice = wanted.remove(written.choice().file());
            if (choice == null) {
                edited.add(new Choice(written.choice().file(), Verdict.OPEN, "", ""));
            } else if (!choice.sameAs(written.choice())) {
                edited.add(choice);
            }
        }
        edited.addAll(wanted.values());
        log.edited(List.copyOf(edited));
    }

    /// The database knows beforehand what the file will be: it is not taken for an edit if the process ends in
    /// between.
    private void write(long last) throws IOException {
        var before = log.copied();
        var text = corrections().text();
        var next = Hashing.sha256(text.getBytes(StandardCharsets.UTF_8));
        log.remember(new Copied(before.copied(), before.hash(), next));
        WholeFile.write(file, text);
        log.remember(new Copied(last, next, next));
    }

    /// What holds now.
    Corrections corrections() {
        return new Corrections(
                log.standing().stream().flatMap(CorrectionsCopy::line).toList());
    }

    private static Stream<Line> line(Decision decision) {
        var choice = decision.choice();
        return choice.verdict().action().stream()
                .map(action -> new Line(0, choice.file(), action, choice.label(), choice.reason()));
    }
}
