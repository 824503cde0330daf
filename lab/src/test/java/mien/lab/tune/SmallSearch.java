package mien.lab.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.lab.BrightFaces;
import mien.lab.TrainingRequest;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.TrainingRequest.Options;
import mien.lab.dataset.DataSource;
import mien.lab.torch.Precision;
import mien.lab.torch.Training;
import mien.lab.training.EpochRecord;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.Recipe.Pace;

/// What a search of a few seconds needs: two classes of pictures, and a network with a place for its width.
///
/// @param folder of the data, the network and the search
record SmallSearch(Path folder) {
    static final Recipe RECIPE =
            Recipe.DEFAULT.withPace(new Pace(3, 16)).withAveraging(new Averaging(0.8, Keep.LAST, 0, ""));

    static SmallSearch in(Path folder) throws IOException {
        var search = new SmallSearch(folder);
        BrightFaces.write(search.data(), "happy", "angry", 0);
        var network = BrightFaces.network(folder);
        Files.writeString(network, Files.readString(network).replace("outChannels: 8", "outChannels: ${width}"));
        return search;
    }

    Path data() {
        return folder.resolve("faces");
    }

    Path network() {
        return folder.resolve("small.yaml");
    }

    Tuning.Plan plan(String space, int trials, Asha asha) {
        return plan(new DataSource(data()), Precision.FP32, space, trials, asha);
    }

    Tuning.Plan plan(DataSource source, Precision precision, String space, int trials, Asha asha) {
        var options = Options.DEFAULT.withPrecision(precision).withStart(TrainingRequest.Start.RESUME);
        var model = folder.resolve("search/model.onnx");
        var request = new TrainingRequest(new Lessons(source), network().toString(), RECIPE, model, options);
        return new Tuning.Plan(request, SpaceFile.parse("s", space), trials, new Sampler.Uniform(), asha);
    }

    /// Remembers what it is told, and asks for a stop after some epochs.
    static class Seen implements Tuning.Watcher {
        final List<String> notes = new ArrayList<>();
        final List<Integer> recorded = new ArrayList<>();
        int epochsLeft;

        Seen(int epochs) {
            epochsLeft = epochs;
        }

        @Override
        public void began(Trial trial) {
            notes.add("began " + trial.number());
        }

        @Override
        public void ended(Trial trial) {
            notes.add("ended " + trial.number() + " " + trial.verdict());
        }

        @Override
        public void recorded(List<Trial> trials) {
            recorded.add(trials.size());
        }

        @Override
        public void left(List<Trial> trials) {
            notes.add("left " + trials.size());
        }

        @Override
        public void note(String line) {}

        @Override
        public void stepped(Training.Progress progress) {}

        @Override
        public void epochEnded(EpochRecord epoch, History history) {
            epochsLeft--;
        }

        @Override
        public boolean stopRequested() {
            return epochsLeft <= 0;
        }
    }
}
