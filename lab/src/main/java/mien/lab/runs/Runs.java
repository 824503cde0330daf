package mien.lab.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import mien.lab.RequestFile;
import mien.lab.TrainingRequest;
import mien.lab.dataset.Shelf;
import mien.lab.runs.RunException.Reason;
import mien.lab.training.Standing;
import mien.lab.training.Worker;

/// The trainings and evaluations below a folder: what there is, and one training at a time that is begun, stopped and
/// resumed from here.
///
/// All that is known lies in the folders of the runs themselves, so it is the same for every process that looks, also
/// after this one was killed. Safe for many threads and for several processes.
public final class Runs {
    private static final ReentrantLock LOCK = new ReentrantLock(); // a file's lock holds among processes only
    private static final long FRESH = TimeUnit.SECONDS.toNanos(3);

    /// What decides about where a training stands.
    private static final List<String> FILES = List.of(
            Standing.FILE,
            "history.csv",
            "recipe.yaml",
            "network.yaml",
            "checkpoint.safetensors",
            RequestFile.NAME,
            Job.FILE);

    private final Folder folder;
    private final Launcher launcher;
    private final Remembered<Run> read =
            new Remembered<>(FILES, run -> !run.state().live());
    private final Remembered<Optional<EvaluationFolder>> judged = new Remembered<>(List.of("metrics.json"), _ -> true);
    private Survey.Found found = Survey.Found.NOTHING;
    private long looked;
    private boolean known;

    /// @param root the folder of all; trainings that are begun here go to `runs` in it
    /// @throws RunException if there is no such folder
    public Runs(Path root, Launcher launcher) {
        try {
            this.folder = Folder.of(root);
        } catch (IOException e) {
            throw new RunException(root + ": there is no such folder; make it, or name another", e);
        }
        this.launcher = launcher;
    }

    /// All trainings, those that go on first, then the newest.
    public List<Run> all() {
        var runs = new ArrayList<Run>();
        for (var model : survey().models()) {
            runs.add(read(model));
        }
        runs.sort(Comparator.comparing((Run run) -> !run.state().live())
                .thenComparing(Comparator.comparingLong(Runs::changed).reversed())
                .thenComparing(Run::id));
        return runs;
    }

    /// When something was last written about a run, in milliseconds since 1970; 0 if nobody can tell.
    public static long changed(Run run) {
        long newest = 0;
        for (var file : List.of(Standing.FILE, "history.csv", "recipe.yaml", Job.FILE)) {
            newest = Math.max(newest, run.folder().resolve(file).toFile().lastModified());
        }
        return newest;
    }

    /// @throws RunException if there is none of that name
    public Run one(String id) {
        return survey().models().stream()
                .filter(model -> id(model).equals(id))
                .findFirst()
                .map(this::read)
                .orElseThrow(() -> new RunException(Reason.UNKNOWN, "run '" + id + "': there is none of that name"));
    }

    /// All evaluations, by their paths.
    public List<EvaluationFolder> evaluations() {
        return survey().evaluations().stream()
                .flatMap(path -> read(Survey.id(folder.root(), path), path).stream())
                .sorted(Comparator.comparing(EvaluationFolder::id))
                .toList();
    }

    /// @throws RunException if there is none of that name
    public EvaluationFolder evaluation(String id) {
        return survey().evaluations().stream()
                .filter(path -> Survey.id(folder.root(), path).equals(id))
                .findFirst()
                .flatMap(path -> read(id, path))
                .orElseThrow(
                        () -> new RunException(Reason.UNKNOWN, "evaluation '" + id + "': there is none of that name"));
    }

    /// What looks like labelled pictures, as an [Order] takes it; `corrected` where corrections lie beside it.
    public List<Order.Data> data() {
        return Shelf.dataSets(folder.root()).stream()
                .map(path -> new Order.Data(
                        Survey.id(folder.root(), path), Files.isRegularFile(Order.Data.corrections(path))))
                .toList();
    }

    /// Begins a training.
    ///
    /// @throws OrderException if the order cannot be carried out, with a sentence for each field that is wrong
    /// @throws RunException if another training goes on, or there is no process to be had
    public Run start(Order order) {
        refuseIfBusy();
        var request = order.check(folder); // takes its time with large data
        return alone(() -> {
            refuseIfBusy();
            Files.createDirectories(Order.models(folder.root()));
            try {
                Files.createDirectory(request.folder());
            } catch (FileAlreadyExistsException e) {
                throw new RunException(request.folder() + ": somebody else has just taken this name", e);
            }
            RequestFile.write(request);
            begin(request, false);
            return read(request.model());
        });
    }

    /// Begins a process that goes on with a training.
    ///
    /// @throws RunException if there is no such run, it cannot be resumed, or another training goes on
    public Run resume(String id) {
        return alone(() -> {
            var run = one(id);
            if (!run.status().resumable()) {
                throw new RunException(
                        Reason.CONFLICT, "run '" + id + "': it is " + run.state() + " and cannot be resumed from here");
            }
            refuseIfBusy();
            begin(run.plan().request().orElseThrow(), true);
            return read(run.model());
        });
    }

    /// Asks the process of a training to end with a checkpoint; it does so after the step it is about.
    ///
    /// @throws RunException if there is no such run, or no process
    public Run stop(String id) {
        return alone(() -> {
            var run = one(id);
            var worker = worker(run);
            if (!run.state().live() || worker.isEmpty()) {
                throw new RunException(Reason.CONFLICT, "run '" + id + "': it is " + run.state() + ", not running");
            }
            new Job(worker.get(), true).write(run.folder());
            worker.get().stop();
            return read(run.model());
        });
    }

    /// Whether this process is the first of a container, whose end ends all others without a word.
    public static boolean endWithThisProcess() {
        return ProcessHandle.current().pid() == 1;
    }

    /// Asks the training that goes on to end with a checkpoint, unless somebody has done so.
    public void stopAll() {
        for (var run : all()) {
            if (run.state() == RunState.RUNNING && worker(run).isPresent()) {
                stop(run.id());
            }
        }
    }

    /// Waits until no training goes on.
    ///
    /// @param patience how long at most
    public void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (var run : all()) {
            var worker = worker(run);
            while (worker.filter(Worker::lives).isPresent() && System.nanoTime() - end < 0) {
                Thread.sleep(100);
            }
        }
    }

    private static Optional<Worker> worker(Run run) {
        return Job.read(run.folder())
                .map(Job::worker)
                .filter(Worker::lives)
                .or(() -> run.standing().map(Standing::worker).filter(Worker::lives));
    }

    private void begin(TrainingRequest request, boolean resume) throws IOException {
        var arguments = new ArrayList<>(RequestFile.arguments(request));
        if (resume) {
            arguments.add("--resume");
        }
        var worker = launcher.train(arguments, request.folder().resolve(Job.OUTPUT));
        new Job(worker, false).write(request.folder());
    }

    private void refuseIfBusy() {
        all().stream().filter(run -> run.state().live()).findFirst().ifPresent(run -> {
            throw new RunException(
                    Reason.CONFLICT,
                    "run '" + run.id() + "': it is " + run.state()
                            + ", and only one training goes on at a time; stop it," + " or wait for its end");
        });
    }

    /// Something that changes runs.
    private interface Change {
        Run make() throws IOException;
    }

    /// One change at a time, among all processes that look at this folder.
    private Run alone(Change change) {
        LOCK.lock();
        try {
            var hidden = Files.createDirectories(folder.root().resolve(".mien"));
            try (var channel = FileChannel.open(
                            hidden.resolve("runs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                forget();
                return change.make();
            } finally {
                forget();
            }
        } catch (IOException e) {
            throw new RunException(
                    folder.root() + ": nothing can be done with runs here (" + e.getMessage()
                            + "); check the folder and its space",
                    e);
        } finally {
            LOCK.unlock();
        }
    }

    private synchronized void forget() {
        known = false;
    }

    private synchronized Survey.Found survey() {
        if (!known || System.nanoTime() - looked > FRESH) {
            found = Survey.of(folder.root());
            looked = System.nanoTime();
            known = true;
        }
        return found;
    }

    private Run read(Path model) {
        return read.of(TrainingRequest.folder(model), () -> RunReader.read(id(model), model));
    }

    private Optional<EvaluationFolder> read(String id, Path path) {
        return judged.of(path, () -> EvaluationFolder.read(id, path));
    }

    private String id(Path model) {
        var id = Survey.id(folder.root(), model);
        return id.substring(0, id.length() - ".onnx".length());
    }
}
