package mien.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.lab.network.Network;
import mien.lab.network.Weights;
import mien.lab.report.training.Filters;
import mien.lab.report.training.TrainingPage;
import mien.lab.report.training.TrainingPage.Moment;
import mien.lab.torch.Training;
import mien.lab.training.EpochRecord;
import mien.lab.training.History;
import mien.lab.training.InvalidHistoryException;

/// Passes on what a training tells, and keeps `history.csv` and `report.html` up to date.
final class Recorder implements Training.Watcher {
    private final TrainingRun.Watcher watcher;
    private final Heartbeat heartbeat;
    private final Network network;
    private final TrainingPage page;
    private final Path folder;
    private Moment moment = Moment.START;

    Recorder(TrainingRun.Watcher watcher, Heartbeat heartbeat, Network network, TrainingPage page, Path folder) {
        this.watcher = watcher;
        this.heartbeat = heartbeat;
        this.network = network;
        this.page = page;
        this.folder = folder;
    }

    /// @param resumed whether there may be epochs from before
    void begin(boolean resumed) {
        var earlier = folder.resolve("history.csv");
        if (resumed && Files.exists(earlier)) {
            try {
                moment = moment.withHistory(History.read(earlier));
            } catch (InvalidHistoryException e) {
                watcher.note(String.valueOf(e.getMessage())); // the checkpoint has its own
            }
        }
        write();
    }

    @Override
    public void stepped(Training.Progress progress) {
        heartbeat.stepped(progress);
        watcher.stepped(progress);
    }

    @Override
    public void validated(Weights weights) {
        moment = moment.withFilters(Filters.of(network, weights));
    }

    @Override
    public void epochEnded(EpochRecord epoch, History history) {
        watcher.epochEnded(epoch, history);
        try {
            history.write(folder.resolve("history.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moment = moment.withHistory(history);
        write();
    }

    @Override
    public boolean stopRequested() {
        return watcher.stopRequested();
    }

    void end(Training.Outcome outcome) {
        moment = moment.withHistory(outcome.history());
        moment = outcome.finished()
                ? moment.withFilters(Filters.of(network, outcome.weights())).finished(outcome.epoch())
                : moment.stopped();
        write();
    }

    void fail(RuntimeException reason) {
        moment = moment.failed(String.valueOf(reason.getMessage()));
        write();
    }

    /// A page that cannot be written does not stop the training.
    private void write() {
        var file = folder.resolve("report.html");
        try {
            page.write(moment, file);
        } catch (IOException e) {
            watcher.note(file + ": cannot be written (" + e.getMessage() + "); the training goes on without it");
        }
    }
}
