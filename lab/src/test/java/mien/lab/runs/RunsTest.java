package mien.lab.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.lab.BrightFaces;
import mien.lab.RequestFile;
import mien.lab.TrainingRequest;
import mien.lab.TrainingRequest.Options;
import mien.lab.training.Recipe;
import mien.lab.training.RecipeFields;
import mien.lab.training.Recipes;
import mien.lab.training.Standing;
import mien.lab.training.Standing.Phase;
import mien.lab.training.Worker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is seen of trainings by their files, and which orders are taken. Processes are in the app's tests.
class RunsTest {
    private static final Worker GONE = new Worker(1, Instant.parse("2001-01-01T00:00:00Z")); // somebody else's number
    private static final Worker HERE = Worker.current();

    @TempDir
    private Path folder;

    private Path run = Path.of("unset");

    @BeforeEach
    void aRun() throws IOException {
        run = Files.createDirectories(folder.resolve("runs/fer-training"));
        RequestFile.write(new TrainingRequest(
                folder.resolve("faces"), "mien-xs", Recipes.QUICK, folder.resolve("runs/fer.onnx"), Options.DEFAULT));
    }

    private Runs runs() {
        return new Runs(folder, new Launcher(List.of("false"), Map.of()));
    }

    private Run.Status status() {
        return runs().one("runs/fer").status();
    }

    private void tells(Worker worker, Phase phase, String note) throws IOException {
        new Standing(worker, phase, Optional.empty(), note).write(run.resolve(Standing.FILE));
    }

    private void checkpoint() throws IOException {
        Files.writeString(run.resolve("checkpoint.safetensors"), "");
    }

    private void job(Worker worker, boolean stopAsked) throws IOException {
        new Job(worker, stopAsked).write(run);
    }

    @Test
    void aRunIsKnownByItsRequestRecipeAndHistory() throws IOException {
        Files.writeString(run.resolve("history.csv"), """
                epoch,learningRate,trainLoss,trainAccuracy,validationLoss,validationAccuracy,imagesPerSecond,seconds
                1,0.1,2,0.3,1.9,0.4,100,5
                """);

        var one = runs().all().getFirst();

        assertThat(one.id()).isEqualTo("runs/fer");
        assertThat(one.plan().recipe()).contains(Recipes.QUICK);
        assertThat(one.plan().network()).isEqualTo("mien-xs");
        assertThat(one.plan().request().orElseThrow().data().path()).isEqualTo(folder.resolve("faces"));
        assertThat(one.history().epochs()).hasSize(1);
        assertThat(one.hasModel()).isFalse();
    }

    @Test
    void whoTellsOfItselfAndLivesIsRunning() throws IOException {
        tells(HERE, Phase.TRAINING, "");
        assertThat(status()).isEqualTo(new Run.Status(RunState.RUNNING, "", false));

        job(HERE, true);
        assertThat(status()).isEqualTo(new Run.Status(RunState.STOPPING, "", false));
    }

    @Test
    void whoWasBegunAndHasToldNothingYetIsRunning() throws IOException {
        tells(GONE, Phase.STOPPED, "");
        job(HERE, false);
        assertThat(status().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aNumberThatAnotherProcessHasNowIsNoSignOfLife() throws IOException {
        tells(new Worker(HERE.pid(), HERE.started().minusSeconds(60)), Phase.TRAINING, "");
        checkpoint();

        assertThat(status())
                .isEqualTo(new Run.Status(
                        RunState.STOPPED,
                        "Its process ended without a word, killed perhaps. It goes on from its last checkpoint.",
                        true));
    }

    @Test
    void whoWasKilledBeforeItsFirstCheckpointHasFailedAndMayBeginAnew() throws IOException {
        tells(GONE, Phase.TRAINING, "");
        assertThat(status())
                .isEqualTo(new Run.Status(
                        RunState.FAILED,
                        "Its process ended without a word, killed perhaps. It had no checkpoint yet and begins anew.",
                        true));
    }

    @Test
    void whoDiedAfterAResumeBeforeAWordIsNotTakenForItsForerunner() throws IOException {
        tells(GONE, Phase.STOPPED, "");
        job(new Worker(1, GONE.started().plusSeconds(3600)), false);
        checkpoint();
        assertThat(status().state()).isEqualTo(RunState.STOPPED);
        assertThat(status().note()).startsWith("Its process ended without a word");
    }

    @Test
    void whatATrainingSaysOfItsEndIsTaken() throws IOException {
        job(GONE, true);
        tells(GONE, Phase.STOPPED, "");
        checkpoint();
        assertThat(status()).isEqualTo(new Run.Status(RunState.STOPPED, "", true));

        tells(GONE, Phase.FAILED, "faces: nothing to train on");
        assertThat(status()).isEqualTo(new Run.Status(RunState.FAILED, "faces: nothing to train on", true));

        tells(GONE, Phase.FINISHED, "");
        assertThat(status()).isEqualTo(new Run.Status(RunState.FINISHED, "", false));
    }

    @Test
    void whatHasChangedIsReadAnewAndAProcessThatEndsIsSeen() throws IOException {
        var runs = runs();
        tells(GONE, Phase.STOPPED, "");
        checkpoint();
        assertThat(runs.one("runs/fer").state()).isEqualTo(RunState.STOPPED);
        assertThat(runs.one("runs/fer")).isSameAs(runs.one("runs/fer"));

        tells(HERE, Phase.TRAINING, "");
        assertThat(runs.one("runs/fer").state()).isEqualTo(RunState.RUNNING);
        tells(GONE, Phase.TRAINING, "");
        assertThat(runs.one("runs/fer").state()).isEqualTo(RunState.STOPPED);
        tells(GONE, Phase.FINISHED, "");
        assertThat(runs.one("runs/fer").state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void trainingsOfOlderVersionsAreShownButNotResumed() throws IOException {
        Files.delete(run.resolve(RequestFile.NAME));
        Files.writeString(folder.resolve("runs/fer.onnx"), "");
        assertThat(status()).isEqualTo(new Run.Status(RunState.FINISHED, "", false));

        checkpoint();
        assertThat(status())
                .isEqualTo(new Run.Status(
                        RunState.STOPPED,
                        "It was begun by an older version; go on in a terminal, with the same command and --resume.",
                        false));
    }

    @Test
    void onlyOneTrainingGoesOnAtATime() throws IOException {
        tells(HERE, Phase.TRAINING, "");
        assertThatThrownBy(() -> runs().start(order(Map.of())))
                .isInstanceOf(RunException.class)
                .hasMessage(
                        "run 'runs/fer': it is running, and only one training goes on at a time; stop it, or wait for"
                                + " its end");
    }

    @ParameterizedTest
    @CsvSource({"stop, finished, not running", "resume, finished, 'and cannot be resumed from here'"})
    void whatCannotBeDoneIsSaid(String what, String state, String why) throws IOException {
        tells(GONE, Phase.FINISHED, "");
        assertThatThrownBy(() -> {
                    if (what.equals("stop")) {
                        runs().stop("runs/fer");
                    } else {
                        runs().resume("runs/fer");
                    }
                })
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("run 'runs/fer': it is " + state)
                .hasMessageEndingWith(why);
        assertThatThrownBy(() -> runs().stop("../fer")).hasMessage("run '../fer': there is none of that name");
    }

    @Test
    void theTrainingThatGoesOnIsAskedOnceToEndAndWaitedFor() throws Exception {
        var aSecondLonger = "trap 'echo asked; n=10' TERM; n=-1; echo ready;"
                + " while [ $n -ne 0 ]; do sleep 0.1; n=$((n-1)); done; echo done";
        var process = new ProcessBuilder("sh", "-c", aSecondLonger).start();
        try (var said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            job(Worker.of(process.toHandle()), false);
            var runs = runs();

            runs.stopAll();
            assertThat(runs.one("runs/fer").state()).isEqualTo(RunState.STOPPING);
            assertThat(said.readLine()).isEqualTo("asked");
            runs.stopAll();
            assertThat(process.isAlive()).isTrue();
            runs.await(Duration.ofSeconds(60));

            assertThat(process.isAlive()).isFalse();
            assertThat(said.lines()).containsExactly("done");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void eachMistakeInAnOrderIsSaidOfItsField() throws IOException {
        Files.createDirectories(folder.resolve("nothing"));
        BrightFaces.write(folder.resolve("faces"), "happy", "sad", 1);

        assertThat(mistakes(
                        Map.of("name", " ", "data", "../x", "network", "mien-z", "seed", "1.5", "precision", "fp8")))
                .isEqualTo(Map.of(
                        "name", "the model needs a name",
                        "data", "there are no labelled pictures at '../x'; choose some from the list",
                        "network",
                                "there is no built-in network 'mien-z'; choose from keras-cnn, mini-xception, small-cnn,"
                                        + " microsoft-vgg13, vgg16, vgg16-224, resnet50, resnet50-224, mien-xs, mien-s,"
                                        + " mien-m",
                        "seed", "the seed must be a whole number, got '1.5'",
                        "precision", "the precision must be one of auto, fp32, bf16, got 'fp8'"));
        assertThat(mistakes(Map.of("name", "fer")))
                .isEqualTo(Map.of("name", "there is a training of the name 'fer' already; choose another name"));
        assertThat(mistakes(Map.of("name", "../fer"))).containsOnlyKeys("name");
        assertThat(mistakes(Map.of("data", "nothing")).get("data")).startsWith("nothing: ");
        assertThat(mistakes(Map.of("pace.epochs", "0"))).containsOnlyKeys("pace.epochs");
        assertThat(folder.resolve("runs/new-training")).doesNotExist();
    }

    @Test
    void linksOutOfTheFolderAreNoData() throws IOException {
        BrightFaces.write(folder.resolve("outside"), "happy", "sad", 1);
        var root = Files.createDirectories(folder.resolve("root"));
        Files.createSymbolicLink(root.resolve("faces"), folder.resolve("outside"));
        var order = order(Map.of());

        assertThatThrownBy(() -> new Runs(root, new Launcher(List.of("false"), Map.of())).start(order))
                .isInstanceOfSatisfying(
                        OrderException.class, e -> assertThat(e.mistakes()).containsOnlyKeys("data"));
    }

    private Map<String, String> mistakes(Map<String, String> changes) {
        try {
            runs().start(order(changes));
            throw new AssertionError("the order was taken");
        } catch (OrderException e) {
            return e.mistakes();
        }
    }

    private static Order order(Map<String, String> changes) {
        var recipe = new HashMap<>(RecipeFields.values(Recipe.DEFAULT));
        var texts = new HashMap<>(
                Map.of("name", "new", "data", "faces", "network", "mien-xs", "seed", "1", "precision", "auto"));
        changes.forEach((field, value) -> (texts.containsKey(field) ? texts : recipe).put(field, value));
        return new Order(
                texts.getOrDefault("name", ""),
                new Order.Data(texts.getOrDefault("data", ""), false),
                texts.getOrDefault("network", ""),
                texts.getOrDefault("seed", ""),
                texts.getOrDefault("precision", ""),
                recipe);
    }
}
