package mien.app.shipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import mien.app.PrepareCommand;
import mien.lab.calibration.RiskCoverage;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.evaluation.Assessor;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.ModelAssessment;
import mien.lab.evaluation.Request;
import mien.lab.evaluation.Request.Conditions;
import mien.lab.metrics.Evaluator;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.lab.occlusion.Occlusion;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.Head;
import mien.model.ModelFile;
import picocli.CommandLine;

/// Measures all figures of a shipped model's card, by the same code as `mien evaluate`.
final class Measuring {
    private static final int BATCH = 256;
    private static final long SEED = 1; // of the masks, as mien evaluate has it

    private final Repository repository;
    private final SequencedMap<String, Double> figures = new LinkedHashMap<>();

    private Measuring(Repository repository) {
        this.repository = repository;
    }

    /// @param scratch an empty folder
    /// @return figures by head and key, as in the model file
    static SequencedMap<String, Double> of(Path model, Repository repository, Path scratch) throws IOException {
        var measuring = new Measuring(repository);
        try (var classifier = ModelFile.of(model).open(Engine.DEFAULT.withGpu(false))) {
            if (Repository.isGate(model)) {
                measuring.gate(classifier, scratch);
            } else {
                measuring.emotions(classifier);
            }
        }
        return measuring.figures;
    }

    private void emotions(Classifier classifier) {
        var scored = ScoredModel.of("model", classifier);
        var shipped = classifier.contract().defaultHead();
        try (var data = Datasets.open(repository.data("fer2013.zip"))) {
            for (var head : classifier.contract().heads()) {
                var kinds = head.equals(shipped) ? List.of(Occlusion.values()) : List.<Occlusion>of();
                var request = Request.DEFAULT
                        .withPart(Part.VALIDATION)
                        .withHead(head.name())
                        .withConditions(new Conditions(null, kinds, null))
                        .withTrainingData(data)
                        .withSeed(SEED);
                figures(
                        head,
                        Assessor.assess(List.of(new Network(scored)), data, request)
                                .models()
                                .getFirst());
                var sure = RiskCoverage.of(Evaluator.predictions(scored, data, Part.VALIDATION, head));
                sure.at(head.threshold()).filter(_ -> head.threshold() > 0).ifPresent(point -> {
                    put(head, "coverage", point.coverage());
                    put(head, "risk", point.risk());
                });
                for (int coverage : List.of(90, 80, 70, 50)) {
                    put(
                            head,
                            "risk" + coverage,
                            sure.atCoverage(coverage / 100.0).risk());
                }
            }
        }
    }

    private void figures(Head head, ModelAssessment measured) {
        var all = measured.performance().headline();
        put(head, "n", all.n());
        put(head, "accuracy", all.value(Figure.ACCURACY));
        put(head, "top3", all.value(Figure.TOP3));
        put(head, "macroF1", all.value(Figure.MACRO_F1));
        put(head, "ece", all.value(Figure.ECE));
        var copies = measured.performance().withoutCopies();
        if (copies != null && copies.headline() != null) {
            put(head, "fresh.accuracy", copies.headline().value(Figure.ACCURACY));
        }
        measured.circumstances()
                .robustness()
                .forEach(masked ->
                        put(head, "mask." + masked.kind(), masked.accuracy().value()));
    }

    private void put(Head head, String name, double value) {
        figures.put(head.name() + ".public_test." + name, value);
    }

    private void gate(Classifier gate, Path scratch) throws IOException {
        var head = gate.contract().defaultHead().name() + ".";
        var natural = natural(scratch);
        var faces = passed(gate, natural, Split.VALIDATION, label -> label.equals("face"));
        var others = passed(gate, natural, Split.VALIDATION, label -> !label.equals("face"));
        var fer = passed(gate, repository.data("fer2013.zip"), Split.VALIDATION, _ -> true);
        figures.put(head + "natural.n", (double) faces.of() + others.of());
        figures.put(head + "natural.face", faces.share());
        figures.put(head + "natural.other", 1 - others.share());
        figures.put(head + "public_test.n", (double) fer.of());
        figures.put(head + "public_test.face", fer.share());
        double allFaces = (double) (faces.count() + fer.count()) / (faces.of() + fer.of());
        figures.put(head + "both.balancedAccuracy", (allFaces + 1 - others.share()) / 2);
    }

    /// The data as docs/models/face-gate.md makes it.
    private Path natural(Path scratch) throws IOException {
        var out = Files.createDirectories(scratch).resolve("natural");
        int code = new CommandLine(new PrepareCommand())
                .execute(
                        repository.data("natural-images-30px.zip").toString(),
                        "--relabel",
                        "person=face,*=other",
                        "--split",
                        "80,20,0",
                        "--out",
                        out.toString());
        if (code != 0) {
            throw new IllegalStateException("mien prepare ended with " + code);
        }
        return out;
    }

    private record Passed(int count, int of) {
        double share() {
            return (double) count / of;
        }
    }

    /// How many pictures the gate holds for a human face.
    private static Passed passed(Classifier gate, Path path, Split split, Predicate<String> wanted) {
        var head = gate.contract().defaultHead();
        int face = head.labels().indexOf("face").orElseThrow();
        try (var data = Datasets.open(path);
                var pixels = PixelCache.open(data, gate.contract().input())) {
            var samples = pixels.samples();
            var indices = IntStream.range(0, samples.size())
                    .filter(i -> samples.get(i).split() == split)
                    .filter(i -> wanted.test(label(data.labels().labels(), samples.get(i))))
                    .toArray();
            int count = 0;
            for (int from = 0; from < indices.length; from += BATCH) {
                var batch = Arrays.stream(indices, from, Math.min(indices.length, from + BATCH))
                        .mapToObj(i -> {
                            var picture = new byte[gate.contract().input().bytes()];
                            pixels.read(i, picture);
                            return picture;
                        })
                        .toList();
                for (var row : gate.classify(batch, head)) {
                    count += row[face] >= Arrays.stream(row).max().orElseThrow() ? 1 : 0;
                }
            }
            return new Passed(count, indices.length);
        }
    }

    private static String label(List<String> labels, Sample sample) {
        return sample.label() < 0 ? "" : labels.get(sample.label());
    }
}
