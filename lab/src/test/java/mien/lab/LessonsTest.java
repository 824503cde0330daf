package mien.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.image.Preprocessing;
import mien.lab.TrainingRequest.Lessons;
import mien.lab.TrainingRequest.Options;
import mien.lab.TrainingRequest.Start;
import mien.lab.dataset.DataSource;
import mien.lab.dataset.Datasets;
import mien.lab.evaluation.Assessor;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.Request;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.lab.training.Optimizer;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Distillation;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.Recipe.Pace;
import mien.model.Engine;
import mien.model.ModelFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonsTest {
    private static final Recipe QUICK = Recipe.DEFAULT
            .withPace(new Pace(6, 16))
            .withOptimizer(new Optimizer.Adam(2e-3, 0.9, 0.999, 1e-8, 0))
            .withAveraging(new Averaging(0.8, Keep.LAST, 0, ""));

    @TempDir
    private Path folder;

    private Path data = Path.of("unset");
    private Path swapped = Path.of("unset");
    private String network = "unset";

    @BeforeEach
    void trueAndSwappedLabels() throws IOException {
        data = BrightFaces.write(folder.resolve("faces"), "happy", "angry", 0);
        swapped = BrightFaces.write(folder.resolve("swapped"), "angry", "happy", 5000);
        network = BrightFaces.network(folder).toString();
    }

    @Test
    void aTeacherThatCountsForEverythingOverrulesWrongLabels() throws Exception {
        train(new Lessons(source(data)), "teacher.onnx", 0);
        var lessons = new Lessons(source(swapped), List.of(), List.of(teacher()));

        train(lessons, "obedient.onnx", 1);
        train(lessons, "stubborn.onnx", 0);

        assertThat(accuracy("obedient.onnx")).isGreaterThan(0.9);
        assertThat(accuracy("stubborn.onnx")).isLessThan(0.1);
    }

    @Test
    void theModelNamesItsTeachersAndAllItsData() throws Exception {
        train(new Lessons(source(data)), "teacher.onnx", 0);
        var lessons = new Lessons(source(data), List.of(source(swapped)), List.of(teacher()));

        var notes = train(lessons, "m.onnx", 0.5).notes;

        assertThat(notes.getLast())
                .isEqualTo("split: none in the data: 80 % train, 10 % validation, 10 % test, stratified, seed 1;"
                        + " 128 to train, 8 to validate");
        var provenance =
                ModelFile.of(folder.resolve("m.onnx")).contract().training().data();
        assertThat(provenance.name())
                .matches("faces \\+ swapped, taught by .*teacher\\.onnx \\(sha256:[0-9a-f]{64}\\)");
        assertThat(provenance.hash()).matches("sha256:[0-9a-f]{64} \\+ sha256:[0-9a-f]{64}");
    }

    @Test
    void moreDataWithLabelsThatNoAnswerHasIsRefused() throws Exception {
        var foreign = BrightFaces.write(folder.resolve("foreign"), "cats", "dogs", 9000);

        assertThatThrownBy(() -> train(new Lessons(source(data), List.of(source(foreign)), List.of()), "m.onnx", 0))
                .hasMessage("foreign: no answer of the network has all its labels (cats, dogs), so nothing can be"
                        + " learned from it; rename them, or give a teacher");
    }

    @Test
    void aTeacherWithAnotherInputIsRefused() {
        var lessons = new Lessons(source(data), List.of(), List.of("default"));

        assertThatThrownBy(() -> train(lessons, "m.onnx", 1))
                .hasMessage("teacher default: it looks at 1x48x48, the network at 1x24x24; choose a teacher with the"
                        + " same input");
    }

    @Test
    void aTeacherWithoutAnyAnswerOfTheNetworkIsRefused() throws Exception {
        var others = BrightFaces.write(folder.resolve("others"), "sad", "fear", 0);
        train(new Lessons(source(others)), "teacher.onnx", 0);
        var lessons = new Lessons(source(data), List.of(), List.of(teacher()));

        assertThatThrownBy(() -> train(lessons, "m.onnx", 1))
                .hasMessage("teacher " + teacher() + ": it answers [fear, sad], the network [angry, happy];"
                        + " choose a teacher with the same labels, or leave it out");
        assertThat(folder.resolve("m-training")).doesNotExist();
    }

    @Test
    void aTrainingIsNotResumedWithoutItsTeacher() throws Exception {
        train(new Lessons(source(data)), "teacher.onnx", 0);
        var taught = request(new Lessons(source(data), List.of(), List.of(teacher())), "m.onnx", 0.5, Options.DEFAULT);
        new TrainingRun(taught, new Recording(3)).run();
        var alone = request(new Lessons(source(data)), "m.onnx", 0.5, Options.DEFAULT.withStart(Start.RESUME));

        assertThatThrownBy(() -> new TrainingRun(alone, new Recording(9)).run())
                .hasMessageContaining("the checkpoint is of another training");
        assertThat(Files.exists(folder.resolve("m-training/checkpoint.safetensors")))
                .isTrue();
    }

    @Test
    void aTrainingIsResumedWithItsTeacherUnderAnotherName() throws Exception {
        train(new Lessons(source(data)), "teacher.onnx", 0);
        var taught = request(new Lessons(source(data), List.of(), List.of(teacher())), "m.onnx", 0.5, Options.DEFAULT);
        new TrainingRun(taught, new Recording(3)).run();
        Files.move(folder.resolve("teacher.onnx"), folder.resolve("moved.onnx"));
        var moved = new Lessons(
                source(data), List.of(), List.of(folder.resolve("moved.onnx").toString()));
        var resumed = request(moved, "m.onnx", 0.5, Options.DEFAULT.withStart(Start.RESUME));

        assertThat(new TrainingRun(resumed, new Recording(Integer.MAX_VALUE))
                        .run()
                        .model())
                .isPresent();
    }

    @Test
    void theNamesOfTeachersAreInTheFingerprintsOfOlderVersionsOnly() throws Exception {
        train(new Lessons(source(data)), "teacher.onnx", 0);
        try (var taught = new OnnxTeacher(List.of(teacher()), new Preprocessing(1, 24, 24, 1))) {
            assertThat(taught.fingerprint()).matches("sha256:[0-9a-f]{64}");
            assertThat(taught.olderFingerprint()).isEqualTo(teacher() + " (" + taught.fingerprint() + ")");
        }
    }

    private Recording train(Lessons lessons, String model, double share) throws Exception {
        var watcher = new Recording(Integer.MAX_VALUE);
        new TrainingRun(request(lessons, model, share, Options.DEFAULT), watcher).run();
        return watcher;
    }

    private TrainingRequest request(Lessons lessons, String model, double share, Options options) {
        var recipe = QUICK.withObjective(QUICK.objective().withDistillation(new Distillation(share, 2)));
        return new TrainingRequest(lessons, network, recipe, folder.resolve(model), options);
    }

    private static DataSource source(Path data) {
        return new DataSource(data);
    }

    private String teacher() {
        return folder.resolve("teacher.onnx").toString();
    }

    /// On the pictures with true labels.
    private double accuracy(String model) {
        try (var classifier = ModelFile.of(folder.resolve(model)).open(Engine.DEFAULT);
                var dataset = Datasets.open(data)) {
            var all = Request.DEFAULT.withPart(Part.ALL);
            return Assessor.assess(List.of(new Network(ScoredModel.of(model, classifier))), dataset, all)
                    .models()
                    .getFirst()
                    .performance()
                    .headline()
                    .value(Figure.ACCURACY);
        }
    }
}
