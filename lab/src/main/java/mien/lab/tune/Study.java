package mien.lab.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import mien.lab.file.LockFile;

/// The state of a search: a folder with `study.jsonl` and a folder for each trial. Any number of processes may work on
/// it, and each may be killed at any time: a trial whose process is gone is the first to be taken up again.
public final class Study {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Space space;
    private final long seed;
    private final Journal journal;

    private Study(Path folder, Space space, long seed) {
        this.folder = folder;
        this.space = space;
        this.seed = seed;
        this.journal = new Journal(folder.resolve("study.jsonl"));
    }

    /// A trial that this process alone may train, until it closes this or dies.
    public static final class Claim implements AutoCloseable {
        private final Trial trial;
        private final LockFile lock;

        private Claim(Trial trial, LockFile lock) {
            this.trial = trial;
            this.lock = lock;
        }

        /// As it was when it was claimed.
        public Trial trial() {
            return trial;
        }

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }

    /// Begins a search, or joins the one that is in the folder.
    ///
    /// @param setup what all trials have in common, by name; another search in the same folder is refused. Searches
    ///     begun by older versions may lack a name, and go on
    /// @param seed of what is tried, and of every training, so that all are judged on the same pictures
    /// @throws TuneException if another search is in the folder
    public static Study open(Path folder, Space space, Map<String, String> setup, long seed) throws IOException {
        Files.createDirectories(folder);
        var study = new Study(folder, space, seed);
        var header = JSON.createObjectNode().put("event", "study").put("seed", seed);
        header.put("space", space.parameters().toString());
        setup.forEach(header::put);
        study.journal.exclusively((lines, append) -> {
            if (lines.isEmpty()) {
                append.accept(header);
                return true;
            }
            var old = lines.getFirst();
            header.properties().forEach(field -> {
                var before = old.path(field.getKey());
                if (!before.isMissingNode()
                        && !before.asText().equals(field.getValue().asText())) {
                    throw new TuneException(folder + ": another search is there, whose " + field.getKey()
                            + " differs; repeat its command to go on with it, or choose another folder with --out");
                }
            });
            return true;
        });
        return study;
    }

    public Space space() {
        return space;
    }

    /// Where a trial keeps its training.
    public Path folder(int trial) {
        return folder.resolve("trials").resolve(Integer.toString(trial));
    }

    /// All trials by number, those of other processes among them.
    public List<Trial> trials() throws IOException {
        return journal.exclusively((lines, _) -> Events.trials(lines));
    }

    /// Shows all trials by number while no other process works on the search; what is shown to must not ask this
    /// study.
    public void show(Consumer<List<Trial>> look) throws IOException {
        journal.exclusively((lines, _) -> {
            look.accept(Events.trials(lines));
            return true;
        });
    }

    /// The next trial to train: one that lost its process, or a new one; empty if there are enough.
    ///
    /// @param most trials that there should be in all
    public Optional<Claim> claim(int most, Sampler sampler) throws IOException {
        return journal.exclusively((lines, append) -> {
            var trials = Events.trials(lines);
            for (var trial : trials) {
                if (trial.verdict() == Trial.Verdict.RUNNING) {
                    var lock = lock(trial.number());
                    if (lock.isPresent()) {
                        return Optional.of(new Claim(trial, lock.get()));
                    }
                }
            }
            if (trials.size() >= most) {
                return Optional.empty();
            }
            int number = trials.size() + 1;
            var random = new SplittableRandom(seed * 1_000_003 + number);
            var values = sampler.next(space, trials, random);
            var trial = new Trial(number, seed, values, List.of(), Trial.Verdict.RUNNING, "");
            append.accept(Events.begun(trial));
            return lock(number).map(lock -> new Claim(trial, lock));
        });
    }

    /// The lock of a trial, which the system gives back when a process dies; empty if a living process has it.
    private Optional<LockFile> lock(int trial) throws IOException {
        Files.createDirectories(folder(trial));
        return LockFile.take(folder(trial).resolve("lock"));
    }

    /// Records an epoch, and decides whether the trial should end.
    ///
    /// @return whether it should
    public boolean report(Claim claim, Trial.Epoch epoch, Asha asha) throws IOException {
        int number = claim.trial().number();
        return journal.exclusively((lines, append) -> {
            append.accept(Events.epoch(number, epoch));
            var trials = Events.trials(lines);
            return trials.stream().filter(t -> t.number() == number).anyMatch(t -> asha.stops(t.with(epoch), trials));
        });
    }

    /// Records how a trial ended.
    public void end(Claim claim, Trial.Verdict verdict, String reason) throws IOException {
        journal.exclusively((_, append) -> {
            append.accept(Events.ended(claim.trial().number(), verdict, reason));
            return true;
        });
    }
}
