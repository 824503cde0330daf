package mien.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.TrainingRequest.Options;
import mien.lab.TrainingRequest.Start;
import mien.lab.TrainingRequest.Transfer;
import mien.lab.dataset.DataSource;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Datasets;
import mien.lab.evaluation.Assessment;
import mien.lab.evaluation.Assessor;
import mien.lab.evaluation.Circumstances.Course;
import mien.lab.evaluation.Contestant;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.Request;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.lab.network.SafeTensors;
import mien.lab.network.Weights;
import mien.lab.onnx.OnnxInitializers;
import mien.lab.torch.Precision;
import mien.lab.training.Balance;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.Recipe.Objective;
import mien.lab.training.RecipeFile;
import mien.model.Engine;
import mien.model.LabelSet;
import mien.model.ModelFile;
import org.junit.jupiter.api.Test;

class TrainingRunTest extends BrightTraining {
    @Test
    void labelledPicturesBecomeAModelThatTellsThemApart() throws Exception {
        var watcher = new Recording(Integer.MAX_VALUE);

        var result = new TrainingRun(request("m.onnx", Options.DEFAULT), watcher).run();

        assertThat(result.model()).contains(folder.resolve("m.onnx"));
        try (var classifier = ModelFile.of(folder.resolve("m.onnx")).open(Engine.DEFAULT);
                var dataset = Datasets.open(data)) {
            assertThat(classifier.contract().heads().getFirst().labels())
                    .isEqualTo(new LabelSet("labels", List.of("angry", "happy")));
            assertThat(sorted(classifier.contract().training().recipe()))
                    .hasToString(sorted(RecipeFile.toMap(BrightFaces.QUICK)).toString());
            assertThat(classifier.contract().figures()).containsKeys("labels.validation.accuracy");
            var model = ScoredModel.of("m", classifier);
            assertThat(assess(model, dataset, Part.ALL)
                            .models()
                            .getFirst()
                            .performance()
                            .headline()
                            .value(Figure.ACCURACY))
                    .isGreaterThan(0.9);
        }
        assertThat(course(folder.resolve("m.onnx").toString()).history())
                .isEqualTo(result.history().withoutPace());
        assertThat(folder.resolve("m-training"))
                .isDirectoryContaining("glob:**/history.csv")
                .isDirectoryContaining("glob:**/report.html")
                .isDirectoryContaining("glob:**/recipe.yaml")
                .isDirectoryNotContaining("glob:**/checkpoint*");
        assertThat(watcher.notes.getLast())
                .isEqualTo("split: none in the data: 80 % train, 10 % validation, 10 % test, stratified, seed 1;"
                        + " 64 to train, 8 to validate");
    }

    /// Of the training, as an evaluation finds it in the model file.
    private Course course(String model) {
        try (var dataset = Datasets.open(data);
                var contestant = Contestant.open(model, Engine.DEFAULT, dataset.labels())) {
            var assessment = Assessor.assess(List.of(contestant), dataset, Request.DEFAULT);
            return Objects.requireNonNull(
                    assessment.models().getFirst().circumstances().course());
        }
    }

    private static Assessment assess(ScoredModel model, Dataset data, Part part) {
        return Assessor.assess(List.of(new Network(model)), data, Request.DEFAULT.withPart(part));
    }

    @Test
    void theReportSaysWhetherTheTrainingWasStoppedOrEnded() throws Exception {
        var report = folder.resolve("m-training/report.html");

        new TrainingRun(request("m.onnx", Options.DEFAULT), new Recording(5)).run();
        assertThat(Files.readString(report))
                .contains("Stopped after 1 of 3 epochs; mien train with --resume goes on.")
                .contains("id=\"filters\"");

        new TrainingRun(request("m.onnx", Options.DEFAULT.withStart(Start.RESUME)), new Recording(Integer.MAX_VALUE))
                .run();
        assertThat(Files.readString(report))
                .contains("Finished after 3 epochs; the model has the weights of epoch 3.")
                .contains("id=\"classes\"");
    }

    @Test
    void dataWithoutASplitIsEvaluatedOnTheSplitOfTheTraining() throws Exception {
        new TrainingRun(request("m.onnx", Options.DEFAULT.withSeed(5)), new Recording(Integer.MAX_VALUE)).run();

        try (var classifier = ModelFile.of(folder.resolve("m.onnx")).open(Engine.DEFAULT)) {
            var model = ScoredModel.of("m", classifier);
            try (var dataset = Datasets.open(data)) {
                var heldOut = assess(model, dataset, Part.HELD_OUT);
                assertThat(heldOut.samples().size()).isEqualTo(8);
                assertThat(heldOut.setting().part()).isEqualTo(Part.TEST);
                assertThat(heldOut.setting().splitting())
                        .isEqualTo("none in the data: 80 % train, 10 % validation, 10 % test, stratified, seed 5");
                assertThat(assess(model, dataset, Part.TRAIN).samples().size()).isEqualTo(64);
                var all = assess(model, dataset, Part.ALL);
                assertThat(all.samples().size()).isEqualTo(80);
                assertThat(all.setting().splitting()).isEmpty();
            }
            Files.delete(data.resolve("happy/0.png"));
            try (var changed = Datasets.open(data)) {
                assertThat(assess(model, changed, Part.HELD_OUT).samples().size())
                        .isEqualTo(79);
            }
        }
    }

    @Test
    void correctionsAreAppliedBeforeTrainingAndNamedInTheModel() throws Exception {
        var corrections = Files.writeString(
                folder.resolve("mine.csv"), "file,action,label\nhappy/0.png,drop,\nhappy/1.png,relabel,angry\n");
        var watcher = new Recording(Integer.MAX_VALUE);
        var source = new DataSource(data, corrections);

        new TrainingRun(
                        new TrainingRequest(
                                new Lessons(source),
                                network.toString(),
                                BrightFaces.QUICK,
                                folder.resolve("m.onnx"),
                                Options.DEFAULT),
                        watcher)
                .run();

        assertThat(watcher.notes)
                .contains("faces: folder per class, no split, 2 corrections", "  pictures 79: angry 41, happy 38");
        try (var classifier = ModelFile.of(folder.resolve("m.onnx")).open(Engine.DEFAULT);
                var corrected = source.open()) {
            assertThat(classifier.contract().training().data().corrections())
                    .isEqualTo(source.correctionsInBrief())
                    .startsWith("mine.csv, 2 lines, sha256:");
            var heldOut = assess(ScoredModel.of("m", classifier), corrected, Part.HELD_OUT);
            assertThat(heldOut.setting().part()).isEqualTo(Part.TEST);
        }
    }

    @Test
    void aStoppedAndResumedTrainingWritesTheSameFileAsAnUninterruptedOne() throws Exception {
        var fp32 = Options.DEFAULT.withPrecision(Precision.FP32);
        new TrainingRun(request("whole.onnx", fp32), new Recording(Integer.MAX_VALUE)).run();

        var stopped = new TrainingRun(request("parts.onnx", fp32), new Recording(6)).run();
        assertThat(stopped.model()).isEmpty();
        assertThat(folder.resolve("parts.onnx")).doesNotExist();
        new TrainingRun(request("parts.onnx", fp32.withStart(Start.RESUME)), new Recording(Integer.MAX_VALUE)).run();

        assertThat(folder.resolve("parts.onnx")).hasSameBinaryContentAs(folder.resolve("whole.onnx"));
    }

    @Test
    void votesTrainAHeadOfTheirOwn() throws Exception {
        var votes = new StringBuilder(
                "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt," + "unknown,NF\n");
        for (int i = 0; i < 40; i++) {
            // file names repeat in both folders, so only those that are unambiguous can be matched: rename one side
            Files.move(data.resolve("happy/" + i + ".png"), data.resolve("happy/h" + i + ".png"));
            votes.append("Training,h").append(i).append(".png,1,9,0,0,0,0,0,0,0,0\n");
        }
        Files.writeString(data.resolve("fer2013new.csv"), votes.toString());

        new TrainingRun(request("m.onnx", Options.DEFAULT), new Recording(Integer.MAX_VALUE)).run();

        try (var classifier = ModelFile.of(folder.resolve("m.onnx")).open(Engine.DEFAULT)) {
            assertThat(classifier.contract().heads().stream().map(mien.model.Head::name))
                    .containsExactly("labels", "ferplus8");
        }
    }

    @Test
    void aHeadWithoutWeightIsNotBuilt() throws Exception {
        var none = BrightFaces.QUICK.withObjective(new Objective(0, Map.of("labels", 0.0), Balance.NONE, 0));
        var request = new TrainingRequest(data, network.toString(), none, folder.resolve("m.onnx"), Options.DEFAULT);

        assertThatThrownBy(() -> new TrainingRun(request, new Recording(9)).run())
                .hasMessage("faces: the recipe gives every head that this data can train the weight 0; raise one of"
                        + " objective.headWeights");
    }

    @Test
    void aMetricThatDoesNotExistIsRefusedBeforeTheFirstEpoch() {
        var wrong = BrightFaces.QUICK.withAveraging(new Averaging(0.8, Keep.BEST, 2, "labels.speed"));
        var request = new TrainingRequest(data, network.toString(), wrong, folder.resolve("m.onnx"), Options.DEFAULT);

        assertThatThrownBy(() -> new TrainingRun(request, new Recording(9)).run())
                .hasMessage("averaging.metric: there is no validation metric 'labels.speed'; there are loss,"
                        + " labels.accuracy, labels.macroF1, and recall and f1 of each label, such as"
                        + " labels.recall.angry");
        assertThat(folder.resolve("m-training")).doesNotExist();
    }

    @Test
    void aTrainingStartsFromWhatAnotherLearnedAndLeavesTheFrozenPartAlone() throws Exception {
        new TrainingRun(request("first.onnx", Options.DEFAULT.withSeed(7)), new Recording(Integer.MAX_VALUE)).run();
        var first = folder.resolve("first.onnx");
        var watcher = new Recording(Integer.MAX_VALUE);

        new TrainingRun(transferred("second.onnx", new Transfer(first, "3"), Options.DEFAULT), watcher).run();

        assertThat(watcher.notes)
                .contains(
                        "freeze: 88 of 2,394 parameters stay as they are",
                        "init: its training, with seed 7, learned from 7 of the 8 pictures that validate this one, whose"
                                + " figures will be too good; train with the same seed",
                        "init first.onnx: 3 of 7 arrays taken",
                        "  trunk.0         trunk.0         weight",
                        "  trunk.1         -               weight, bias, running_mean, running_var: folded into trunk.0"
                                + " in the file, passes on what comes",
                        "  heads.labels.0  heads.labels.0  weight, bias");
        var before = OnnxInitializers.read(first);
        var after = OnnxInitializers.read(folder.resolve("second.onnx"));
        assertThat(values(after, "trunk.0.weight")).containsExactly(values(before, "trunk.0.weight"), within(1e-6f));
        assertThat(values(after, "trunk.0.bias")).containsExactly(values(before, "trunk.0.bias"), within(1e-6f));
        assertThat(values(after, "heads.labels.0.weight")).isNotEqualTo(values(before, "heads.labels.0.weight"));
        try (var classifier = ModelFile.of(folder.resolve("second.onnx")).open(Engine.DEFAULT)) {
            var training = classifier.contract().training();
            var recipe = training.recipe();
            assertThat(training.lessons()).isEqualTo(Map.of(training.data().hash(), List.of(7L, training.seed())));
            assertThat(recipe).containsEntry("freeze", "3");
            assertThat(String.valueOf(recipe.get("init"))).matches("first\\.onnx, sha256:[0-9a-f]{64}");
        }
    }

    @Test
    void aTrainingIsNotResumedFromAnotherBeginning() throws Exception {
        new TrainingRun(request("first.onnx", Options.DEFAULT), new Recording(Integer.MAX_VALUE)).run();
        var transfer = new Transfer(folder.resolve("first.onnx"), "1");
        new TrainingRun(transferred("m.onnx", transfer, Options.DEFAULT), new Recording(2)).run();
        var other = transferred("m.onnx", Transfer.NONE, Options.DEFAULT.withStart(Start.RESUME));

        assertThatThrownBy(() -> new TrainingRun(other, new Recording(9)).run())
                .hasMessageContaining("the checkpoint is of another training");
    }

    @Test
    void aFileWithoutWeightsOfTheNetworkIsRefused() {
        var foreign = folder.resolve("foreign.safetensors");
        SafeTensors.write(foreign, Map.of("other", new Weights.Array(new float[1], 1)), Map.of());
        var pickle = folder.resolve("vgg16.pth");

        assertThatThrownBy(() -> new TrainingRun(
                                transferred("m.onnx", new Transfer(foreign, null), Options.DEFAULT), new Recording(9))
                        .run())
                .hasMessage(foreign + ": no array in it has a name and shape of small; choose the network that the"
                        + " weights were made for");
        assertThatThrownBy(() -> new TrainingRun(
                                transferred("m.onnx", new Transfer(pickle, null), Options.DEFAULT), new Recording(9))
                        .run())
                .hasMessage(pickle + ": is neither .safetensors nor .onnx; convert the weights to one of these");
    }

    private static float[] values(Map<String, Weights.Array> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name).values();
    }

    private TrainingRequest transferred(String model, Transfer transfer, Options options) {
        var lessons = new Lessons(new DataSource(data));
        return new TrainingRequest(
                lessons, network.toString(), BrightFaces.QUICK, folder.resolve(model), options, transfer);
    }

    @Test
    void anUnknownNetworkIsNamedWithThoseThatExist() {
        var request = new TrainingRequest(data, "mien-z", BrightFaces.QUICK, folder.resolve("m.onnx"), Options.DEFAULT);

        assertThatThrownBy(() -> new TrainingRun(request, new Recording(9)).run())
                .hasMessage("network 'mien-z': neither a built-in network nor a file; built in are keras-cnn,"
                        + " mini-xception, small-cnn, microsoft-vgg13, vgg16, vgg16-224, resnet50, resnet50-224,"
                        + " mien-xs, mien-s, mien-m");
    }

    /// The same in one order; whole numbers are of one type in JSON and of another in a recipe, but print the same.
    @SuppressWarnings("unchecked") // a recipe's maps have names as keys
    private static Map<String, Object> sorted(Map<String, Object> recipe) {
        var sorted = new TreeMap<String, Object>();
        recipe.forEach((name, value) ->
                sorted.put(name, value instanceof Map<?, ?> inner ? sorted((Map<String, Object>) inner) : value));
        return sorted;
    }
}
