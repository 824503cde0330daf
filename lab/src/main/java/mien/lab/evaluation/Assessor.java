package mien.lab.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.dataset.CacheFolder;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Sample;
import mien.lab.evaluation.Assessment.Setting;
import mien.lab.evaluation.Circumstances.Course;
import mien.lab.evaluation.Circumstances.Masked;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.Contestant.Told;
import mien.lab.evaluation.Request.Conditions;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Pool;
import mien.lab.metrics.Predictions;
import mien.lab.metrics.Resampling;
import mien.lab.metrics.Selection;
import mien.lab.occlusion.Occlusion;
import mien.lab.occlusion.Placements;
import mien.model.Head;
import org.jspecify.annotations.Nullable;

/// Scores one or several models on the same labelled pictures: each with its own input, graph and calibration, nothing
/// of the training.
public final class Assessor {
    private final Dataset data;
    private final Request request;
    private final PixelCaches pixels;
    private final List<Entrant> entrants;
    private final Preprocessing input;
    private final Selection selection;
    private final List<String> notes = new ArrayList<>();
    private @Nullable Placements placements;

    /// A contestant and the head of it that is scored.
    record Entrant(Contestant contestant, Head head) {}

    private Assessor(List<Contestant> contestants, Dataset data, Request request, PixelCaches pixels) {
        this.data = data;
        this.request = request;
        this.pixels = pixels;
        entrants = contestants.stream()
                .map(c -> new Entrant(c, c.head(request.head(), data.labels())))
                .toList();
        notes.addAll(toldWithoutMasks(contestants, request.conditions()));
        var networks = contestants.stream()
                .filter(Network.class::isInstance)
                .map(c -> ((Network) c).model())
                .toList();
        input = networks.isEmpty() ? Preprocessing.GREY_48 : networks.getFirst().input();
        var trainings = networks.stream()
                .flatMap(model -> model.splitOf(pixels.of(model.input())).stream())
                .toList();
        var pool = Pool.of(data, pixels.of(input), request.part(), trainings);
        var all = Selection.of(pool, entrants.stream().map(Entrant::head).toList());
        notes.addAll(all.leftOut().sentences(contestants.size()));
        selection = answeredByAll(all);
        oneLabelOnly().ifPresent(notes::add);
    }

    /// @param contestants at least one; stay open
    /// @param data stays open
    /// @throws mien.error.MienException if there is no such part, head or column, nothing in common, a csv's
    ///     answers are to be masked, or a model answers with no probabilities
    public static Assessment assess(List<Contestant> contestants, Dataset data, Request request) {
        return assess(contestants, data, request, CacheFolder.current());
    }

    static Assessment assess(List<Contestant> contestants, Dataset data, Request request, Path cache) {
        if (contestants.isEmpty()) {
            throw new IllegalArgumentException("assessment: at least one model is needed");
        }
        try (var pixels = new PixelCaches(data, cache)) {
            return new Assessor(contestants, data, request, pixels).assess();
        }
    }

    private Selection answeredByAll(Selection all) {
        var kept = all;
        for (var entrant : entrants) {
            if (entrant.contestant() instanceof Told told) {
                var answered = answered(told, kept);
                var next = kept.only(sample -> answered.contains(sample.file()));
                if (next.size() == 0) {
                    throw new EvaluationException(told.name() + ": it answers none of the pictures of " + data.name()
                            + " in the chosen split (" + all.pool().part() + "); choose another one with --split");
                }
                if (next.size() < kept.size()) {
                    int missing = kept.size() - next.size();
                    notes.add(told.name() + " has no usable answer to " + missing
                            + (missing == 1 ? " picture, which was" : " pictures, which were") + " left out.");
                }
                kept = next;
            }
        }
        return kept;
    }

    /// The pictures that a csv gives a label or probability that counts.
    private Set<String> answered(Told told, Selection among) {
        var labels = told.answers().labels().labels();
        var rows = told.answers()
                .byPicture(
                        data.name(), among.samples().stream().map(Sample::file).toList());
        return rows.entrySet().stream()
                .filter(row -> among.common().stream().anyMatch(label -> row.getValue()[labels.indexOf(label)] > 0))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<String> toldWithoutMasks(List<Contestant> contestants, Conditions conditions) {
        var told = contestants.stream()
                .filter(Told.class::isInstance)
                .map(Contestant::name)
                .toList();
        if (conditions.mask() != null && !told.isEmpty()) {
            throw new EvaluationException(
                    told.getFirst() + ": its answers are to pictures as they are, so they cannot be"
                            + " scored under mask " + conditions.mask() + "; leave out the csv or the mask");
        }
        return conditions.robustness().isEmpty()
                ? List.of()
                : told.stream()
                        .map(name -> name + " answered to pictures as they are, so it has no figures under masks.")
                        .toList();
    }

    private Optional<String> oneLabelOnly() {
        var shown = Arrays.stream(selection.truth())
                .mapToObj(selection.common()::get)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (shown.size() == 1) {
            return Optional.of("All pictures show " + shown.iterator().next()
                    + ": balanced accuracy, MCC, kappa, ROC and precision-recall curves need two labels and are left"
                    + " out.");
        }
        var never = selection.common().stream()
                .filter(label -> !shown.contains(label))
                .toList();
        return never.isEmpty()
                ? Optional.empty()
                : Optional.of("No picture shows " + String.join(", ", never) + ": no ROC or precision-recall curve for "
                        + (never.size() == 1 ? "it" : "them") + ".");
    }

    private Assessment assess() {
        var copies = copies();
        copies.flatMap(found -> found.note(selection.size())).ifPresent(notes::add);
        var grouping = Optional.ofNullable(request.conditions().groupBy())
                .map(column -> Grouping.of(data.name(), selection.samples(), column));
        var models = new ArrayList<ModelAssessment>();
        var resamplings = new ArrayList<Resampling>();
        for (var entrant : entrants) {
            var examination = new Examination(entrant.contestant(), entrant.head(), selection, pixels);
            var predictions = plainOrMasked(examination);
            var kind = entrant.contestant().kind();
            var resampling = Resampling.of(predictions, kind.hasProbabilities(), request.seed());
            resamplings.add(resampling);
            models.add(new ModelAssessment(
                    examination.facts(),
                    predictions,
                    Performance.of(predictions, kind, resampling, copies),
                    kind.hasProbabilities() ? CalibrationFigures.of(entrant.head(), predictions) : null,
                    Mistakes.of(predictions, kind),
                    new Circumstances(
                            robustness(examination),
                            grouping.map(g -> g.score(predictions, request.seed()))
                                    .orElse(null),
                            course(entrant.contestant(), resampling).orElse(null))));
        }
        var comparisons = IntStream.range(1, models.size())
                .mapToObj(i -> Comparison.of(models, resamplings, 0, i))
                .toList();
        return new Assessment(setting(), selection.common(), selection.samples(), notes, models, comparisons);
    }

    private Setting setting() {
        var pool = selection.pool();
        return new Setting(
                pool.data(),
                pool.part(),
                pool.splitting(),
                selection.truthInWords(),
                request.conditions().mask(),
                request.seed());
    }

    private Predictions plainOrMasked(Examination examination) {
        var mask = request.conditions().mask();
        return mask == null
                ? examination.plain()
                : examination.masked(mask, placements(examination, List.of(mask)), request.seed());
    }

    private List<Masked> robustness(Examination examination) {
        var kinds = request.conditions().robustness();
        if (kinds.isEmpty() || !examination.canBeMasked()) {
            return List.of();
        }
        var where = placements(examination, kinds);
        return kinds.stream()
                .map(kind -> {
                    var predictions = examination.masked(kind, where, request.seed());
                    var headline =
                            Resampling.of(predictions, true, request.seed()).headline();
                    return new Masked(
                            kind,
                            headline.of(Figure.ACCURACY),
                            headline.of(Figure.MACRO_F1),
                            Evaluation.of(predictions));
                })
                .toList();
    }

    /// Where the eyes are: looked for once, in what the first model that needs it sees.
    private Placements placements(Examination examination, List<Occlusion> kinds) {
        if (kinds.stream().noneMatch(Occlusion::placed)) {
            return Placements.USUAL;
        }
        if (placements == null) {
            placements = examination.placements();
            notes.add(placements.inWords());
        }
        return placements;
    }

    private static Optional<Course> course(Contestant contestant, Resampling resampling) {
        if (!(contestant instanceof Network network)) {
            return Optional.empty();
        }
        var history = network.history();
        var training = network.model().training();
        if (history == null || training == null) {
            return Optional.empty();
        }
        double test = resampling.headline().value(Figure.ACCURACY);
        return history.epochs().stream()
                .filter(record -> record.epoch() == training.epochs())
                .findFirst()
                .map(record -> new Course(
                        history,
                        record.epoch(),
                        record.train().accuracy(),
                        record.validation().accuracy(),
                        test));
    }

    private Optional<TrainingCopies> copies() {
        var training = request.training();
        if (training.isPresent()) {
            return Optional.of(TrainingCopies.from(training.get(), data, selection, pixels));
        }
        return TrainingCopies.within(selection, pixels.of(input));
    }
}
