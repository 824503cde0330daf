package mien.lab;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mien.lab.torch.Training;
import mien.lab.training.Standing;
import mien.lab.training.Standing.Phase;
import mien.lab.training.Standing.Step;
import mien.lab.training.Worker;

/// Keeps `progress.json` of a training up to date, so that others can see where it stands. A file that cannot be
/// written does not stop the training.
final class Heartbeat {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final TrainingFolder folder;
    private Standing standing = new Standing(Worker.current(), Phase.PREPARING, Optional.empty(), "");
    private long written;

    /// @param folder of the training, where nothing is written while it is not this process's
    Heartbeat(TrainingFolder folder) {
        this.folder = folder;
    }

    void prepares() {
        write();
    }

    void stepped(Training.Progress p) {
        var score = p.score();
        standing = standing.withStep(
                new Step(p.epoch(), p.step(), p.steps(), score.loss(), score.accuracy(), p.imagesPerSecond()));
        if (System.nanoTime() - written > PAUSE) {
            write();
        }
    }

    void ends(Phase phase) {
        standing = standing.withPhase(phase, "");
        write();
    }

    void fails(Exception reason) {
        standing = standing.withPhase(Phase.FAILED, String.valueOf(reason.getMessage()));
        write();
    }

    private void write() {
        try {
            if (folder.isOurs()) {
                standing.write(folder.path().resolve(Standing.FILE));
            }
        } catch (IOException _) {
            // history.csv and the checkpoint tell more, and complain where they cannot be written
        }
        written = System.nanoTime();
    }
}
