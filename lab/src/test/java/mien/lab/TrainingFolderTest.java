package mien.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mien.lab.TrainingRequest.Options;
import mien.lab.TrainingRequest.Start;
import mien.lab.torch.Training;
import mien.lab.torch.TrainingException;
import mien.lab.training.Recipe.Pace;
import mien.lab.training.Standing;
import org.junit.jupiter.api.Test;

/// What one training leaves to another one for the same file.
class TrainingFolderTest extends BrightTraining {
    @Test
    void anUnfinishedTrainingIsNotOverwrittenByMistake() throws Exception {
        new TrainingRun(request("m.onnx", Options.DEFAULT), new Recording(2)).run();

        assertThatThrownBy(() -> new TrainingRun(request("m.onnx", Options.DEFAULT), new Recording(9)).run())
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        folder.resolve("m-training/checkpoint.safetensors")
                                + ": an unfinished training is there; add --resume to continue it or --overwrite to start anew");
        var anew = request("m.onnx", Options.DEFAULT.withStart(Start.OVERWRITE));
        assertThat(new TrainingRun(anew, new Recording(Integer.MAX_VALUE)).run().model())
                .isPresent();
    }

    @Test
    void twoTrainingsForOneFileDoNotGetInEachOthersWay() throws Exception {
        var files = new ArrayList<String>();
        var first = new Recording(Integer.MAX_VALUE) {
            @Override
            public void stepped(Training.Progress progress) {
                if (progress.epoch() == 1 && progress.step() == 1) {
                    assertRefused(Options.DEFAULT);
                    assertRefused(Options.DEFAULT.withSeed(9).withStart(Start.OVERWRITE));
                    assertRefused(Options.DEFAULT.withStart(Start.RESUME));
                    files.add(RequestFile.read(folder.resolve("m.onnx"))
                            .orElseThrow()
                            .options()
                            .toString());
                }
                super.stepped(progress);
            }
        };

        new TrainingRun(request("m.onnx", Options.DEFAULT.withSeed(3)), first).run();

        assertThat(files).singleElement().asString().contains("seed=3");
        assertThat(Standing.read(folder.resolve("m-training/progress.json"))
                        .orElseThrow()
                        .phase())
                .isEqualTo(Standing.Phase.FINISHED);
        assertThat(folder.resolve("m-training")).isDirectoryNotContaining("glob:**/lock");
    }

    private void assertRefused(Options options) {
        assertThatThrownBy(() -> new TrainingRun(request("m.onnx", options), new Recording(9)).run())
                .isInstanceOf(TrainingException.class)
                .hasMessage(folder.resolve("m-training") + ": another training is at work there; wait until it has"
                        + " ended, or choose another file with --out");
    }

    @Test
    void aRefusedResumptionLeavesTheRecordOfTheTrainingAlone() throws Exception {
        new TrainingRun(request("m.onnx", Options.DEFAULT), new Recording(2)).run();
        var record = List.of("recipe.yaml", "request.json", "network.yaml", "history.csv", "report.html");
        var before = contents(record);
        var longer = new TrainingRequest(
                data,
                "mien-xs",
                BrightFaces.QUICK.withPace(new Pace(9, 16)),
                folder.resolve("m.onnx"),
                Options.DEFAULT.withSeed(4).withStart(Start.RESUME));

        assertThatThrownBy(() -> new TrainingRun(longer, new Recording(9)).run())
                .hasMessageContaining("the checkpoint is of another training");

        assertThat(contents(record)).isEqualTo(before);
    }

    private Map<String, String> contents(List<String> files) throws IOException {
        var contents = new TreeMap<String, String>();
        for (var file : files) {
            var path = folder.resolve("m-training").resolve(file);
            contents.put(file, Files.exists(path) ? Files.readString(path) : "none");
        }
        return contents;
    }
}
