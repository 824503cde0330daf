package mien.lab.evaluation;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.copies.CopyFinder;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.metrics.Part;
import mien.lab.metrics.Selection;

/// Which of the pictures to score show the same as a training picture.
///
/// @param exact numbers of those with the same pixels
/// @param near numbers of those that show the same otherwise; empty, too, if nobody looked
/// @param searched whether near copies were looked for
/// @param training name of the data whose training pictures were looked through
record TrainingCopies(BitSet exact, BitSet near, boolean searched, String training) {
    private static final Preprocessing LOOK = Preprocessing.GREY_48;

    /// By what is known anyway: the pixels of the training pictures in the same data, exact copies only. Empty if
    /// training pictures are scored, or there are none.
    ///
    /// @param pixels of the data
    static Optional<TrainingCopies> within(Selection selection, PixelCache pixels) {
        var pool = selection.pool();
        var seen = new HashSet<Long>();
        for (int i = 0; i < pool.samples().size(); i++) {
            if (pool.samples().get(i).split() == Split.TRAIN) {
                seen.add(pixels.contentHash(i));
            }
        }
        if (pool.part() == Part.TRAIN || pool.part() == Part.ALL || seen.isEmpty()) {
            return Optional.empty();
        }
        var exact = new BitSet();
        for (int i = 0; i < selection.size(); i++) {
            exact.set(i, seen.contains(pixels.contentHash(selection.indices()[i])));
        }
        return Optional.of(new TrainingCopies(exact, new BitSet(), false, pool.data()));
    }

    /// Exact and near copies of the training pictures of any data: those in its train split, all if it has none.
    /// If it is the data that is scored, it has the pool's splits, and no pictures that corrections dropped.
    static TrainingCopies from(Dataset training, Dataset data, Selection selection, PixelCaches pixels) {
        var here = pixels.of(LOOK);
        if (training.source().contentKey().equals(data.source().contentKey())) {
            return of(training.name(), selection, here, selection.pool().samples(), here);
        }
        try (var others = PixelCache.open(training, LOOK)) {
            return of(training.name(), selection, here, others.samples(), others);
        }
    }

    /// @param samples of the training data, as `others` has them
    private static TrainingCopies of(
            String training, Selection selection, PixelCache here, List<Sample> samples, PixelCache others) {
        var trained = trained(samples);
        int own = selection.size();
        var finder = new CopyFinder(own + trained.length);
        IntStream.range(0, own + trained.length).parallel().forEach(i -> {
            var bytes = new byte[LOOK.bytes()];
            if (i < own) {
                here.read(selection.indices()[i], bytes);
            } else {
                others.read(trained[i - own], bytes);
            }
            finder.add(i, new Picture(LOOK.width(), LOOK.height(), 1, bytes));
        });
        var copies = finder.find();
        var exact = ofTraining(copies.exact(), own);
        var near = ofTraining(copies.near(), own);
        near.andNot(exact);
        return new TrainingCopies(exact, near, true, training);
    }

    private static int[] trained(List<Sample> samples) {
        boolean split = samples.stream().anyMatch(sample -> sample.split() == Split.TRAIN);
        return IntStream.range(0, samples.size())
                .filter(i -> !split || samples.get(i).split() == Split.TRAIN)
                .toArray();
    }

    /// The own pictures in groups that hold training pictures, too.
    private static BitSet ofTraining(List<List<Integer>> groups, int own) {
        var found = new BitSet();
        groups.stream()
                .filter(group -> group.stream().anyMatch(i -> i >= own))
                .forEach(group -> group.stream().filter(i -> i < own).forEach(found::set));
        return found;
    }

    /// Where no figures without copies can tell it: that all pictures are copies, or that a search found none.
    Optional<String> note(int pictures) {
        int fresh = fresh(pictures).cardinality();
        if (fresh == 0) {
            return Optional.of(
                    (pictures == 1 ? "The only picture is a copy" : "All " + pictures + " pictures are copies")
                            + " of training pictures in " + training + ": the figures say nothing about new ones.");
        }
        return searched && fresh == pictures
                ? Optional.of("No picture is a copy of a training picture in " + training + ".")
                : Optional.empty();
    }

    /// The numbers of all other pictures.
    BitSet fresh(int pictures) {
        var fresh = new BitSet();
        fresh.set(0, pictures);
        fresh.andNot(exact);
        fresh.andNot(near);
        return fresh;
    }
}
