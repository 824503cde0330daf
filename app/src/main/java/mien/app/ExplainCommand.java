package mien.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.FaceSearch;
import mien.Mien;
import mien.MienOptions;
import mien.lab.dataset.DataSource;
import mien.lab.dataset.Split;
import mien.lab.evaluation.ForeignContractFile;
import mien.lab.explain.Asked;
import mien.lab.explain.Check;
import mien.lab.explain.Explainer;
import mien.lab.explain.Explainer.Settings;
import mien.lab.explain.Explainer.Subject;
import mien.lab.explain.FaceExplaining;
import mien.lab.explain.MeanMaps;
import mien.lab.explain.Method;
import mien.model.Contract;
import mien.model.Engine;
import mien.model.ForeignClassifier;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mien explain`: which places of a face an answer rests on.
@Command(
        name = "explain",
        description = "Shows which places of a face a model's answer rests on.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 if any face could be explained, 1 if none, 2 for wrong usage."})
public final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Mixin
    private final SearchOptions searching = new SearchOptions();

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description =
                    "A model file (.onnx), the name of a shipped model, or any ONNX file with a contract beside it (see"
                            + " docs/evaluate.md).")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PICTURE",
            description = "Photos and folders of photos; with --average or --check one folder, zip or csv of labelled"
                    + " pictures of faces.")
    private List<Path> pictures = List.of();

    @Option(names = "--average", description = "The mean map of each label of a data set, over the mean face.")
    private boolean average;

    @Option(
            names = "--check",
            description = "Do the maps of this method tell the truth? Deletion and insertion curves, and maps of the"
                    + " model with random weights, on pictures of a data set.")
    private boolean check;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "With --average or --check: train, validation, test or all. Default: test if there is one,"
                    + " else validation, else all.")
    private @Nullable String split;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            description = "With --average or --check: look at N pictures of a label (default: 400, 20).")
    private @Nullable Integer amount;

    @Option(
            names = "--fewest",
            paramLabel = "N",
            defaultValue = "30",
            description = "With --average: leave out labels with fewer pictures, whose mean would look like somebody"
                    + " (default: ${DEFAULT-VALUE}).")
    private int fewest = 30;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write the maps.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "cam",
            description = "cam, grad-cam, gradient, smooth-grad, integrated, occlusion or rise"
                    + " (default: ${DEFAULT-VALUE}).")
    private String method = "cam";

    @Option(
            names = "--labels",
            paramLabel = "LABEL[,LABEL...]",
            split = ",",
            description = "Explain these labels (default: the most probable).")
    private List<String> labels = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "1",
            description = "Explain the N most probable labels (default: ${DEFAULT-VALUE}).")
    private int top = 1;

    @Option(names = "--head", paramLabel = "HEAD", description = "Which of the model's answers (default: its own).")
    private @Nullable String head;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "0",
            description = "Masks of rise, noisy copies of smooth-grad, steps of integrated (default: 1500, 32, 32).")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of masks and noise (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        var chosen = Method.named(method);
        var settings = new Settings(seed, samples);
        var file = ModelFile.named(model);
        if (average || check) {
            return ofData(file, chosen, settings);
        }
        return opened(file, subject -> ofPictures(subject, chosen, settings));
    }

    /// What is done with a model while it is open.
    @FunctionalInterface
    private interface Work {
        Integer on(Subject subject) throws IOException;
    }

    private Integer opened(ModelFile file, Work work) throws IOException {
        if (file.metadata(Contract.KEY).isPresent()) {
            try (var classifier = file.open(Engine.DEFAULT)) {
                var contract = classifier.contract();
                return work.on(
                        new Subject(file, classifier, head == null ? contract.defaultHead() : contract.head(head)));
            }
        }
        var contract = ForeignContractFile.beside(Path.of(model));
        try (var classifier = new ForeignClassifier(file, contract, Engine.DEFAULT)) {
            return work.on(Subject.of(file, classifier));
        }
    }

    /// Faces are found as by `mien analyze`; what the model that comes with it says of them plays no part.
    private Integer ofPictures(Subject subject, Method chosen, Settings settings) throws IOException {
        var found = PictureFiles.in(pictures, out);
        if (PictureFiles.lieIn(out, found)) {
            throw dialogue.wrong("--out " + out + " holds the photos themselves; give another folder, so that no photo"
                    + " is written over");
        }
        try (var mien = Mien.load(MienOptions.DEFAULT.withSearch(searching.search(FaceSearch.DEFAULT, dialogue)));
                var explaining =
                        new FaceExplaining(subject, new Asked(labels, top), Explainer.of(chosen, subject, settings));
                var files = new ExplainedFiles(out, model, subject, chosen, settings)) {
            for (var one : found) {
                dialogue.say(files.explain(one, mien, explaining));
            }
            files.note().ifPresent(dialogue::say);
            return files.explained() > 0 ? 0 : 1;
        }
    }

    private Integer ofData(ModelFile file, Method chosen, Settings settings) throws IOException {
        if (average && check) {
            throw dialogue.wrong("--average and --check are two runs; give one of them");
        }
        if (pictures.size() != 1) {
            throw dialogue.wrong("--average and --check look at one data set, got " + pictures.size() + " names");
        }
        return opened(file, subject -> {
            try (var data = new DataSource(pictures.getFirst(), null).open()) {
                var files = new DataExplanations(out, model, subject, chosen, settings);
                var lines = average
                        ? files.average(data, new MeanMaps.Choice(wantedSplit(), amountOr(400), fewest, seed))
                        : files.check(data, new Check.Choice(wantedSplit(), amountOr(20), seed));
                lines.forEach(dialogue::say);
            }
            return 0;
        });
    }

    private int amountOr(int usual) {
        int some = amount == null ? usual : amount;
        if (some < 1) {
            throw dialogue.wrong("--pictures must be at least 1, got " + some);
        }
        return some;
    }

    private Optional<Split> wantedSplit() {
        if (split == null) {
            return Optional.empty();
        }
        return Optional.of(
                split.equalsIgnoreCase("all")
                        ? Split.NONE
                        : Split.named(split)
                                .orElseThrow(() -> dialogue.wrong(
                                        "--split must be train, validation, test or all, got '" + split + "'")));
    }
}
