package mien.lab.evaluation;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.error.MienException;
import mien.lab.evaluation.ModelFacts.Kind;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.ScoredModel;
import mien.lab.training.FigureName;
import mien.lab.training.History;
import mien.model.Contract;
import mien.model.Engine;
import mien.model.ForeignClassifier;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;

/// What takes part in an assessment: a network that is asked now, or answers that another tool gave before.
public sealed interface Contestant extends AutoCloseable {

    /// As it was named.
    String name();

    Kind kind();

    /// The head to score.
    ///
    /// @param wanted name of a head; only models of Mien have several
    /// @param data labels of the data
    /// @throws EvaluationException if there is no such head
    Head head(Optional<String> wanted, LabelSet data);

    @Override
    void close();

    /// A network in memory.
    ///
    /// @param bytes of its file; 0 if unknown
    /// @param parameters trained numbers; 0 if unknown
    /// @param history of its training, or null if nobody kept it
    /// @param engine is closed with it
    record Network(
            Kind kind,
            ScoredModel model,
            long bytes,
            long parameters,
            @Nullable History history,
            Runnable engine) implements Contestant {

        /// A model put together by a program.
        public Network(ScoredModel model) {
            this(Kind.MIEN, model, 0, 0, null, () -> {});
        }

        @Override
        public String name() {
            return model.name();
        }

        @Override
        public Head head(Optional<String> wanted, LabelSet data) {
            return wanted.isPresent() && kind == Kind.MIEN ? model.head(wanted.get()) : model.headFor(data);
        }

        @Override
        public void close() {
            engine.run();
        }
    }

    /// Answers of another tool, one for each picture.
    record Told(AnswersFile answers) implements Contestant {
        @Override
        public String name() {
            return answers.name();
        }

        @Override
        public Kind kind() {
            return answers.hasProbabilities() ? Kind.SCORES : Kind.LABELS;
        }

        @Override
        public Head head(Optional<String> wanted, LabelSet data) {
            return Head.of("answers", answers.labels());
        }

        @Override
        public void close() {}
    }

    /// Opens what people name: a shipped model, a model file, an ONNX file with a YAML contract beside it, a csv of
    /// answers.
    ///
    /// @param data whose labels a csv may name
    /// @throws MienException if it cannot be opened; the message says why
    static Contestant open(String name, Engine engine, LabelSet data) {
        if (name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return new Told(AnswersFile.read(Path.of(name), data));
        }
        var file = ModelFile.named(name);
        return file.metadata(Contract.KEY).isPresent() ? own(name, file, engine) : foreign(name, file, engine);
    }

    private static Contestant own(String name, ModelFile file, Engine engine) {
        var classifier = file.open(engine);
        var contract = classifier.contract();
        return new Network(
                Kind.MIEN,
                ScoredModel.of(name, classifier),
                file.bytes().length,
                contract.architecture().parameters(),
                history(name, file, contract).orElse(null),
                classifier::close);
    }

    private static Contestant foreign(String name, ModelFile file, Engine engine) {
        var contract = ForeignContractFile.beside(Path.of(name));
        var classifier = new ForeignClassifier(file, contract, engine);
        var model = new ScoredModel(
                name, contract.input(), List.of(contract.head()), (inputs, _) -> classifier.classify(inputs));
        return new Network(Kind.FOREIGN, model, file.bytes().length, 0, null, classifier::close);
    }

    /// From the model file; else from the `history.csv` that `mien train` wrote, if its figures are those in the file.
    private static Optional<History> history(String name, ModelFile file, Contract contract) {
        var inside = file.metadata(History.KEY);
        if (inside.isPresent()) {
            return Optional.of(History.fromCsv(name + ": " + History.KEY, inside.get()));
        }
        try {
            var beside =
                    Path.of(name.replaceFirst("\\.onnx$", "") + "-training").resolve("history.csv");
            return Files.isRegularFile(beside)
                    ? Optional.of(History.read(beside)).filter(history -> belongs(history, contract))
                    : Optional.empty();
        } catch (InvalidPathException | MienException _) {
            return Optional.empty(); // it is only looked at because it happens to lie there
        }
    }

    private static boolean belongs(History history, Contract contract) {
        return history.epochs().stream()
                .filter(epoch -> epoch.epoch() == contract.training().epochs())
                .anyMatch(epoch -> !epoch.figures().isEmpty()
                        && epoch.figures().entrySet().stream()
                                .allMatch(figure -> FigureName.parse(figure.getKey())
                                        .filter(name ->
                                                name.label().isEmpty()) // the card has only those of whole heads
                                        .map(name -> name.head() + ".validation." + name.figure())
                                        .map(name -> figure.getValue()
                                                .equals(contract.figures().get(name)))
                                        .orElse(true)));
    }
}
