package mien.lab.runs;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import mien.lab.TrainingRequest;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.Standing;

/// A training, under way or over: a folder `NAME-training`, with or without its model `NAME.onnx` beside it.
///
/// @param id its name for callers: the path of the model below the folder of all, without `.onnx`, as `runs/fer`
/// @param model the file that it writes at its end
/// @param plan what it was to do
/// @param history the epochs that are over
/// @param standing what it last told of itself; empty for trainings of older versions
public record Run(String id, Path model, Status status, Plan plan, History history, Optional<Standing> standing) {

    /// @param note why, in a sentence; empty where the state says it all
    /// @param resumable whether it can be resumed from here
    public record Status(RunState state, String note, boolean resumable) {}

    /// @param request what was asked for; empty for trainings of older versions
    /// @param recipe empty if it cannot be read
    /// @param network the name of the network; empty if nobody knows
    public record Plan(Optional<TrainingRequest> request, Optional<Recipe> recipe, String network) {}

    /// Where recipe, history, report and checkpoint are.
    public Path folder() {
        return TrainingRequest.folder(model);
    }

    public RunState state() {
        return status.state();
    }

    /// Whether its model is there; a link to one does not count.
    public boolean hasModel() {
        return Files.isRegularFile(model, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether its page is there; a link to one does not count.
    public boolean hasReport() {
        return Files.isRegularFile(report(), LinkOption.NOFOLLOW_LINKS);
    }

    /// The page of the training; it may not be there yet.
    public Path report() {
        return folder().resolve("report.html");
    }

    /// What the process printed, if it was started from here.
    public Path output() {
        return folder().resolve(Job.OUTPUT);
    }
}
