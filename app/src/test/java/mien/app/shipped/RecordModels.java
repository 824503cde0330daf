package mien.app.shipped;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mien.model.Contract;
import mien.model.ModelFile;

/// Measures the shipped models and writes what was measured into their files, their cards and the record that
/// `ShippedModelsTest` reads. To swap a model: put its file in place, give it a card with a place for the table, run
/// this.
public final class RecordModels {
    private static final PrintStream OUT = System.out;

    private RecordModels() {}

    /// @param args file names of shipped models, such as `mien-fast`; none for all
    public static void main(String[] args) throws IOException {
        var repository = Repository.current();
        var known = repository.models().stream().map(RecordModels::name).toList();
        if (!known.containsAll(List.of(args))) {
            throw new IllegalArgumentException("shipped are " + known + ", got " + List.of(args));
        }
        for (var model : repository.models()) {
            var name = name(model);
            if (args.length == 0 || List.of(args).contains(name)) {
                OUT.println(name + ": measuring on PublicTest, some minutes");
                record(model, repository);
            }
        }
    }

    static String name(Path model) {
        return String.valueOf(model.getFileName()).replace(".onnx", "");
    }

    private static void record(Path model, Repository repository) throws IOException {
        var scratch = Files.createTempDirectory("mien-record");
        var figures = Measuring.of(model, repository, scratch);
        var file = ModelFile.of(model);
        var contract = file.contract();
        Files.write(model, file.with(replaced(contract, figures)));

        var card = repository.card(model);
        var heads = contract.heads().stream().map(head -> head.name()).toList();
        var known = Repository.isGate(model) ? Figure.ofGates() : Figure.ofEmotions();
        Files.writeString(card, FigureTable.written(Files.readString(card), heads, known, figures));

        var recorded = Recorded.read(repository.record());
        recorded.forget(name(model));
        recorded.put(name(model), Files.size(model));
        var faces = FixedFaces.of(repository.data("fer2013.zip"), contract.input());
        var answers = faces.answersOf(file);
        for (int h = 0; h < heads.size(); h++) {
            recorded.put(name(model), heads.get(h), answers.get(h));
        }
        recorded.write(repository.record());
        OUT.println(name(model) + ": " + card + " and " + repository.record() + " written");
        figures.forEach((key, value) -> OUT.printf(Locale.ROOT, "  %s = %.4f%n", key, value));
    }

    /// The contract with these figures, rounded to four places, instead of those of an earlier record.
    private static Contract replaced(Contract contract, Map<String, Double> measured) {
        var figures = new LinkedHashMap<>(contract.figures());
        figures.keySet().removeIf(key -> key.contains(".public_test.") || key.contains(".natural."));
        measured.forEach((key, value) -> figures.put(key, Math.round(value * 1e4) / 1e4));
        return new Contract(
                contract.name(),
                contract.input(),
                contract.heads(),
                contract.architecture(),
                contract.training(),
                figures);
    }
}
