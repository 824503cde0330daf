package mien.lab.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.Contestant.Told;
import mien.lab.evaluation.ModelFacts.Cost;
import mien.lab.metrics.Predictions;
import mien.lab.metrics.Scoring;
import mien.lab.metrics.Selection;
import mien.lab.occlusion.Occlusion;
import mien.lab.occlusion.Placements;
import mien.model.Head;

/// One contestant and the pictures: what it says of them, and what that costs.
final class Examination {
    private static final int BATCH = 64;

    private final Contestant contestant;
    private final Head head;
    private final Selection selection;
    private final Optional<Scoring> scoring;

    Examination(Contestant contestant, Head head, Selection selection, PixelCaches pixels) {
        this.contestant = contestant;
        this.head = head;
        this.selection = selection;
        scoring = switch (contestant) {
            case Network network ->
                Optional.of(new Scoring(network.model(), head, pixelsOf(network, pixels), selection));
            case Told _ -> Optional.empty();
        };
    }

    private static PixelCache pixelsOf(Network network, PixelCaches pixels) {
        return pixels.of(network.model().input());
    }

    Contestant contestant() {
        return contestant;
    }

    /// Of the pictures as they are.
    Predictions plain() {
        return switch (contestant) {
            case Network _ -> scoring.orElseThrow().plain();
            case Told told -> told(told);
        };
    }

    /// Of the pictures masked.
    Predictions masked(Occlusion kind, Placements placements, long seed) {
        return scoring.orElseThrow().masked(kind, placements, seed);
    }

    boolean canBeMasked() {
        return scoring.isPresent();
    }

    Placements placements() {
        return scoring.orElseThrow().placements();
    }

    private Predictions told(Told told) {
        Map<String, float[]> rows = told.answers()
                .byPicture(
                        selection.pool().data(),
                        selection.samples().stream().map(Sample::file).toList());
        var matching = selection.matching(head);
        int classes = selection.common().size();
        var out = new float[selection.size() * classes];
        List<Sample> samples = selection.samples();
        for (int i = 0; i < samples.size(); i++) {
            var row = rows.get(samples.get(i).file());
            if (row == null) {
                throw new IllegalStateException("no answer to " + samples.get(i).file());
            }
            matching.project(row, out, i * classes);
        }
        return new Predictions(selection.common(), selection.truth(), out);
    }

    ModelFacts facts() {
        var shared = head.labels().labels().stream()
                .filter(label -> !selection.common().contains(label))
                .toList();
        var cost = switch (contestant) {
            case Network network ->
                new Cost(
                        network.bytes(),
                        network.parameters(),
                        scoring.orElseThrow().milliseconds(BATCH),
                        scoring.orElseThrow().milliseconds(1));
            case Told _ -> Cost.UNKNOWN;
        };
        return new ModelFacts(contestant.name(), contestant.kind(), head, shared, cost);
    }
}
