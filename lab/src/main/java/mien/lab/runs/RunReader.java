package mien.lab.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mien.lab.RequestFile;
import mien.lab.TrainingRequest;
import mien.lab.runs.Run.Plan;
import mien.lab.runs.Run.Status;
import mien.lab.training.History;
import mien.lab.training.InvalidHistoryException;
import mien.lab.training.Recipe;
import mien.lab.training.RecipeException;
import mien.lab.training.RecipeFile;
import mien.lab.training.Standing;
import mien.lab.training.Worker;

/// Reads what lies in the folder of a training.
final class RunReader {
    private static final String KILLED = "Its process ended without a word, killed perhaps.";

    private final Path model;
    private final Path folder;

    private RunReader(Path model) {
        this.model = model;
        this.folder = TrainingRequest.folder(model);
    }

    /// @param id for callers
    /// @param model the file that the training writes
    static Run read(String id, Path model) {
        return new RunReader(model).run(id);
    }

    private Run run(String id) {
        var standing = Standing.read(folder.resolve(Standing.FILE));
        var request = RequestFile.read(model);
        var status = status(standing, request);
        return new Run(id, model, status, new Plan(request, recipe(), network(request)), history(), standing);
    }

    private Status status(Optional<Standing> standing, Optional<TrainingRequest> request) {
        var job = Job.read(folder);
        var told = standing.filter(one -> job.filter(begun -> begun.worker().isNewerThan(one.worker()))
                .isEmpty()); // else it is word of an earlier process
        boolean asked = job.filter(begun -> told.filter(one -> one.worker().isNewerThan(begun.worker()))
                        .isEmpty())
                .map(Job::stopAsked)
                .orElse(false);
        if (told.isPresent() && told.get().phase().ended()) {
            return ended(told.get(), request.isPresent());
        }
        var last = told.map(Standing::worker).or(() -> job.map(Job::worker));
        if (last.filter(Worker::lives).isPresent()) {
            return new Status(asked ? RunState.STOPPING : RunState.RUNNING, "", false);
        }
        return silent(asked, last.isPresent(), request.isPresent());
    }

    private Status ended(Standing told, boolean known) {
        return switch (told.phase()) {
            case FINISHED -> new Status(RunState.FINISHED, "", false);
            case STOPPED -> new Status(RunState.STOPPED, resume(known), known);
            case FAILED, PREPARING, TRAINING -> new Status(RunState.FAILED, told.note(), known);
        };
    }

    /// Of a training whose process is gone without having said how it ended.
    ///
    /// @param watched whether there is anything but the files of an older version
    /// @param known whether it is known what the training was to do
    private Status silent(boolean asked, boolean watched, boolean known) {
        if (Files.exists(checkpoint())) {
            var why = asked || !watched ? "" : KILLED + " It goes on from its last checkpoint.";
            return new Status(RunState.STOPPED, known ? why : resume(false), known);
        }
        if (asked) {
            return new Status(RunState.STOPPED, "It was stopped before its first checkpoint and begins anew.", known);
        }
        if (!watched) {
            return Files.exists(model)
                    ? new Status(RunState.FINISHED, "", false)
                    : new Status(RunState.FAILED, "There is no process, no checkpoint and no model.", known);
        }
        return new Status(RunState.FAILED, KILLED + " It had no checkpoint yet and begins anew.", known);
    }

    private static String resume(boolean known) {
        return known
                ? ""
                : "It was begun by an older version; go on in a terminal, with the same command and --resume.";
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint.safetensors");
    }

    private Optional<Recipe> recipe() {
        try {
            return Optional.of(RecipeFile.read(folder.resolve("recipe.yaml")));
        } catch (RecipeException _) {
            return Optional.empty();
        }
    }

    private History history() {
        var file = folder.resolve("history.csv");
        try {
            return Files.exists(file) ? History.read(file) : History.EMPTY;
        } catch (InvalidHistoryException _) {
            return History.EMPTY;
        }
    }

    private String network(Optional<TrainingRequest> request) {
        try (var lines = Files.lines(folder.resolve("network.yaml"))) {
            return lines.filter(line -> line.startsWith("name: "))
                    .map(line -> line.substring("name: ".length()).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException | java.io.UncheckedIOException _) {
            return request.map(TrainingRequest::network).orElse("");
        }
    }
}
