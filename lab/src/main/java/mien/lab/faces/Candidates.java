package mien.lab.faces;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.model.LabelSet;

/// The pictures that show a label most surely: the data set says so, and of the ten taggers as many as possible.
final class Candidates {
    private static final double LABEL = 4; // votes that the label of the data set is worth
    private static final double SURE = 6; // such votes more than for anything else
    private static final double UNLIKELY = -1; // a picture below that shows rather something else
    private static final int SOME = 800; // if fewer are sure, others are taken, too

    private Candidates() {}

    /// Indices into the cache by label, the surest first, without copies, and at most three for each that is wanted.
    /// Validation and test pictures are left out, and so are labels with too few pictures.
    static Map<String, List<Integer>> byLabel(LabelSet labels, PixelCache pixels, MeanFaces.Settings settings) {
        var order = distinct(pixels);
        Collections.shuffle(order, new Random(settings.seed()));
        var chosen = new LinkedHashMap<String, List<Integer>>();
        for (int label = 0; label < labels.size(); label++) {
            var name = labels.labels().get(label);
            int vote = LabelSet.FERPLUS8.indexOf(name).orElse(-1);
            var sureness = new HashMap<Integer, Double>();
            for (int i : order) {
                sureness.put(i, sureness(pixels.samples().get(i), label, vote));
            }
            var best = surest(order, sureness, 3 * settings.pictures());
            if (best.size() >= settings.fewest()) {
                chosen.put(name, best);
            }
        }
        return chosen;
    }

    private static List<Integer> distinct(PixelCache pixels) {
        var order = new ArrayList<Integer>();
        var seen = new HashSet<Long>();
        for (int i = 0; i < pixels.samples().size(); i++) {
            var split = pixels.samples().get(i).split();
            if ((split == Split.TRAIN || split == Split.NONE) && seen.add(pixels.contentHash(i))) {
                order.add(i);
            }
        }
        return order;
    }

    private static List<Integer> surest(List<Integer> order, Map<Integer, Double> sureness, int most) {
        var ranked = order.stream()
                .filter(i -> sureness.getOrDefault(i, UNLIKELY) > UNLIKELY)
                .sorted(Comparator.comparingDouble(i -> -sureness.getOrDefault(i, UNLIKELY)))
                .toList();
        long sure = ranked.stream()
                .filter(i -> sureness.getOrDefault(i, UNLIKELY) >= SURE)
                .count();
        return ranked.stream()
                .limit(Math.clamp(sure, Math.min(SOME, most), most))
                .toList();
    }

    /// In votes; without votes the label decides.
    private static double sureness(Sample sample, int label, int vote) {
        boolean labelled = sample.label() == label;
        if (vote < 0 || sample.votes().isEmpty()) {
            return labelled ? LABEL : UNLIKELY;
        }
        var votes = sample.votes().get();
        int strongest = Math.max(votes.unknown(), votes.notAFace());
        for (int i = 0; i < votes.emotions().size(); i++) {
            strongest =
                    i == vote ? strongest : Math.max(strongest, votes.emotions().get(i));
        }
        return (labelled ? LABEL : 0) + votes.emotions().get(vote) - strongest;
    }
}
