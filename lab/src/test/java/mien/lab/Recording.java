package mien.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mien.lab.torch.Training;
import mien.lab.training.EpochRecord;
import mien.lab.training.History;

/// Remembers what a training says, and stops it after some steps.
class Recording implements TrainingRun.Watcher {
    final List<String> notes = new ArrayList<>();
    private int stepsLeft;

    Recording(int steps) {
        stepsLeft = steps;
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    @Override
    public void stepped(Training.Progress progress) {
        stepsLeft--;
    }

    @Override
    public void epochEnded(EpochRecord epoch, History history) {
        assertThat(epoch.figures()).isNotEmpty();
    }

    @Override
    public boolean stopRequested() {
        return stepsLeft <= 0;
    }
}
