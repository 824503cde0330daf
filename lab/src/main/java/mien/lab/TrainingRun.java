package mien.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mien.image.Preprocessing;
import mien.lab.TrainingRequest.Start;
import mien.lab.dataset.Dataset;
import mien.lab.file.WholeFile;
import mien.lab.network.Architecture;
import mien.lab.network.Network;
import mien.lab.network.NetworkFile;
import mien.lab.occlusion.Placements;
import mien.lab.onnx.OnnxWriter;
import mien.lab.report.training.ExampleSheet;
import mien.lab.report.training.Subject;
import mien.lab.report.training.Subject.Fact;
import mien.lab.report.training.TrainingPage;
import mien.lab.torch.Training;
import mien.lab.torch.TrainingException;
import mien.lab.training.Examples;
import mien.lab.training.FigureName;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.RecipeException;
import mien.lab.training.RecipeFile;
import mien.lab.training.Standing.Phase;
import mien.model.Contract;
import mien.model.Head;

/// From labelled pictures to a model file: reads the data, builds the network, trains it, exports it.
public final class TrainingRun {
    private static final String CHECKPOINT = "checkpoint.safetensors";

    private final TrainingRequest request;
    private final Watcher watcher;
    private final TrainingFolder folder;
    private final Heartbeat heartbeat;

    /// Looks on.
    public interface Watcher extends Training.Watcher {
        /// Something worth a line: what the data holds, a plot that could not be drawn.
        void note(String line);
    }

    /// @param model the file that was written; empty if the training was stopped before its end
    /// @param history all epochs
    /// @param epoch whose weights the model has
    public record Result(Optional<Path> model, History history, int epoch) {}

    public TrainingRun(TrainingRequest request, Watcher watcher) {
        this.request = request;
        this.watcher = watcher;
        folder = new TrainingFolder(request.folder());
        heartbeat = new Heartbeat(folder);
    }

    /// Trains until done or asked to stop.
    ///
    /// @throws mien.error.MienException if data, network, recipe or another training stand in the way
    public Result run() throws IOException, InterruptedException {
        try (var _ = folder.entered()) {
            refuseToLoseATraining();
            return observed();
        }
    }

    private Result observed() throws IOException, InterruptedException {
        heartbeat.prepares();
        try {
            var result = open();
            heartbeat.ends(result.model().isPresent() ? Phase.FINISHED : Phase.STOPPED);
            return result;
        } catch (RuntimeException | IOException e) {
            heartbeat.fails(e);
            throw e;
        }
    }

    private Result open() throws IOException, InterruptedException {
        try (var data = request.data().open()) {
            var questions = questions(data, request.recipe());
            if (request.recipe().averaging().judges()) {
                questions.refuseUnknownMetric(request.recipe().averaging().metric());
            }
            var network = network(questions);
            var inheritance = Inheritance.of(network, request.transfer());
            var in = network.input();
            var input = new Preprocessing(
                    in.channels(), in.height(), in.width(), request.options().margin());
            try (var room = new Classroom(
                    data, request.lessons(), input, request.options().seed())) {
                room.summary().forEach(watcher::note);
                inheritance.notes().forEach(watcher::note);
                inheritance.earlier().flatMap(room::seenBefore).ifPresent(watcher::note);
                return train(room, questions, network, inheritance);
            }
        }
    }

    /// Opens the data and holds the recipe against it, without training anything, so that what is in the way of every
    /// such training shows before the first.
    ///
    /// @throws mien.error.MienException if the data cannot be read, or the recipe does not fit it
    public static void rehearse(TrainingRequest request) {
        try (var data = request.data().open()) {
            questions(data, request.recipe())
                    .refuseUnknownMetric(request.recipe().averaging().metric());
        }
    }

    private static Questions questions(Dataset data, Recipe recipe) {
        var questions = Questions.of(data, recipe.objective());
        if (questions.classes().isEmpty()) {
            throw new RecipeException(
                    data.name(),
                    "the recipe gives every head that this data can train the weight 0; raise one of"
                            + " objective.headWeights");
        }
        return questions;
    }

    private void refuseToLoseATraining() {
        var checkpoint = folder.path().resolve(CHECKPOINT);
        if (request.options().start() == Start.FRESH && Files.exists(checkpoint)) {
            throw new TrainingException(checkpoint
                    + ": an unfinished training is there; add --resume to continue it or --overwrite to start anew");
        }
    }

    private Network network(Questions questions) {
        var builtIn = Architecture.named(request.network());
        if (builtIn.isPresent()) {
            return builtIn.get().build(questions.classes());
        }
        var file = Path.of(request.network());
        if (!Files.exists(file)) {
            throw new TrainingException("network '" + request.network() + "': neither a built-in network nor a file;"
                    + " built in are " + String.join(", ", Architecture.titles()));
        }
        return NetworkFile.read(file, questions.classes());
    }

    private Result train(Classroom room, Questions questions, Network network, Inheritance inheritance)
            throws IOException, InterruptedException {
        var setup = setup(room, network, inheritance);
        boolean resume = request.options().start() == Start.RESUME;
        var checkpoint = folder.path().resolve(CHECKPOINT);
        if (resume) {
            setup.refuseCheckpointOfAnother(checkpoint); // before the record of that other one is overwritten
        }
        var train = placed(room.toTrain(questions, network));
        var validation = room.toValidate(questions, network);
        watcher.note("split: " + room.splitting().how() + "; " + train.count() + " to train, " + validation.count()
                + " to validate");
        folder.make();
        refuseToLoseATraining();
        RequestFile.write(request);
        heartbeat.prepares();
        Files.writeString(folder.path().resolve("network.yaml"), NetworkFile.toYaml(network));
        var recorder = new Recorder(watcher, heartbeat, network, page(room, network, train, validation), folder.path());
        recorder.begin(resume);
        var outcome = trained(new Training(setup, train, validation, checkpoint, recorder), recorder, resume);
        if (!outcome.finished()) {
            return new Result(Optional.empty(), outcome.history(), outcome.epoch());
        }
        var recipe = new LinkedHashMap<>(RecipeFile.toMap(request.recipe()));
        recipe.putAll(inheritance.facts());
        export(room, questions, network, outcome, recipe);
        Files.deleteIfExists(checkpoint);
        return new Result(Optional.of(request.model()), outcome.history(), outcome.epoch());
    }

    private Training.Setup setup(Classroom room, Network network, Inheritance inheritance) {
        var options = request.options();
        return new Training.Setup(
                network,
                request.recipe(),
                options.precision(),
                options.seed(),
                room.fingerprints(),
                inheritance.beginning());
    }

    private static Training.Outcome trained(Training training, Recorder recorder, boolean resume)
            throws InterruptedException {
        try {
            var outcome = training.run(resume);
            recorder.end(outcome);
            return outcome;
        } catch (RuntimeException e) {
            recorder.fail(e);
            throw e;
        }
    }

    private TrainingPage page(Classroom room, Network network, Examples train, Examples validation) {
        var options = request.options();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Data", room.provenance(request).name()));
        facts.add(new Fact("Pictures", train.count() + " to train, " + validation.count() + " to validate"));
        facts.add(new Fact("Split", room.splitting().how()));
        facts.add(new Fact(
                "Answers", network.heads().stream().map(head -> head.name()).collect(Collectors.joining(", "))));
        facts.add(new Fact("Seed", Long.toString(options.seed())));
        facts.add(new Fact("Precision", options.precision().resolved().name().toLowerCase(Locale.ROOT)));
        if (!options.version().isEmpty()) {
            facts.add(new Fact("Mien", options.version()));
        }
        var title = network.name() + " on " + request.data().path().getFileName();
        var recipe = request.recipe();
        return new TrainingPage(
                new Subject(title, network, recipe, facts), ExampleSheet.of(train, recipe, options.seed()));
    }

    /// Looks for the eyes once, if masks that need them go on in memory.
    private Examples placed(Examples train) {
        if (!request.recipe().augmentation().mask().placed()) {
            return train;
        }
        watcher.note("masks: looking for the eyes in " + train.count() + " pictures");
        var placements = Placements.find(train.pictures(), train.size(), train.pixels()::read);
        watcher.note(placements.toString());
        return train.withPlacements(placements);
    }

    private void export(
            Classroom room, Questions questions, Network network, Training.Outcome outcome, Map<String, Object> recipe)
            throws IOException {
        var heads = network.heads().stream()
                .map(head -> Head.of(head.name(), questions.labels(head.name())))
                .toList();
        var facts = new mien.model.Training(
                room.provenance(request),
                request.options().version(),
                request.options().seed(),
                outcome.epoch(),
                null, // no date: the same training gives the same file
                recipe);
        var contract = new Contract(
                network.name(),
                room.pixels().preprocessing(),
                heads,
                new mien.model.Architecture(network.name(), network.parameters(), network.macs()),
                facts,
                figures(outcome));
        var history = outcome.history().withoutPace().toCsv();
        var metadata = Map.of(Contract.KEY, contract.toJson(), History.KEY, history);
        var bytes = OnnxWriter.toOnnx(network, outcome.weights(), metadata);
        WholeFile.write(request.model(), bytes);
    }

    /// The validation figures of the epoch that was kept, as `fer7.validation.accuracy`.
    private static Map<String, Double> figures(Training.Outcome outcome) {
        var figures = new LinkedHashMap<String, Double>();
        outcome.history().epochs().stream()
                .filter(epoch -> epoch.epoch() == outcome.epoch())
                .forEach(epoch -> epoch.figures()
                        .forEach((text, value) -> FigureName.parse(text)
                                .filter(name -> name.label().isEmpty()) // the model's card keeps to whole heads
                                .ifPresent(name -> figures.put(name.head() + ".validation." + name.figure(), value))));
        return figures;
    }
}
