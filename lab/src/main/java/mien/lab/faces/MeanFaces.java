package mien.lab.faces;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.DatasetException;
import mien.lab.dataset.PixelCache;
import mien.lab.faces.Congealing.Aligned;

/// Mean faces of a data set: for each label, the pictures that show it most surely are aligned to their running mean,
/// first by rotation, scale and shift, then by gentle bending, and the nearest are averaged.
///
/// The same data and settings give the same faces. Takes some seconds a label.
public final class MeanFaces {
    private static final int RESOLUTION = 256; // pixels of the frame: the average shows more than any one picture
    private static final int COMMON = 300; // pictures a label for the common start
    private static final int BENDINGS = 3;
    private static final double WINDOW = 6; // 48ths of the frame: smaller ones bend one expression into another

    private final Dataset dataset;
    private final Settings settings;
    private final Pictures pictures;
    private final Congealing congealing;
    private final Map<String, List<Integer>> candidates;
    private final Plane start;

    /// How many pictures make a mean face.
    ///
    /// @param pictures the most, for one label
    /// @param fewest with fewer than that a mean would look like somebody: the label is left out
    /// @param seed which of equally good pictures are taken
    public record Settings(int pictures, int fewest, long seed) {
        public static final Settings DEFAULT = new Settings(400, 200, 1);

        public Settings {
            if (fewest < 1 || pictures < fewest) {
                throw new IllegalArgumentException("mean faces: at least 1 picture is needed and no more than are"
                        + " taken, got " + fewest + " of " + pictures);
            }
        }
    }

    /// Chooses the pictures and aligns all labels to a common start.
    ///
    /// @param pixels of the same data set, grey and square
    /// @throws DatasetException if no label has enough pictures
    public MeanFaces(Dataset dataset, PixelCache pixels, Settings settings) {
        this.dataset = dataset;
        this.settings = settings;
        pictures = Pictures.of(pixels);
        congealing = new Congealing(pictures);
        candidates = Candidates.byLabel(dataset.labels(), pixels, settings);
        if (candidates.isEmpty()) {
            throw new DatasetException(dataset.name() + ": no label has " + settings.fewest()
                    + " different training pictures, and the mean of fewer would look like somebody; give more");
        }
        start = congealing.common(candidates.values().stream()
                .flatMap(some -> some.stream().limit(COMMON))
                .toList());
    }

    /// The labels that have enough pictures, in the order of the data set.
    public List<String> labels() {
        return dataset.labels().labels().stream()
                .filter(candidates::containsKey)
                .toList();
    }

    /// The labels that have too few.
    public List<String> leftOut() {
        return dataset.labels().labels().stream()
                .filter(label -> !candidates.containsKey(label))
                .toList();
    }

    /// The mean face of one of [#labels].
    public MeanFace of(String label) {
        var some = candidates.get(label);
        if (some == null) {
            throw new IllegalArgumentException("mean faces: '" + label + "' is none of " + labels());
        }
        int wanted = Math.clamp(some.size() * 2L / 5, Math.min(settings.fewest(), some.size()), settings.pictures());
        var nearest = congealing.nearest(some, start, wanted);
        return new MeanFace(label, nearest.size(), average(nearest, bent(nearest)));
    }

    private List<Flow> bent(List<Aligned> nearest) {
        int side = pictures.side();
        var flows = nearest.stream().map(_ -> Flow.none(side, side)).toList();
        for (int round = 0; round < BENDINGS; round++) {
            var sum = Plane.zero(side, side);
            for (int i = 0; i < nearest.size(); i++) {
                var bent = flows.get(i).of(congealing.features(nearest.get(i)));
                sum = sum.plus(1.0 / nearest.size(), bent.standardised(pictures.face()));
            }
            var template = sum.symmetric().blurred(pictures.length(0.8));
            var bending = new Bending(template, pictures.face(), pictures.length(WINDOW));
            flows = nearest.parallelStream()
                    .map(aligned -> bending.fit(congealing.features(aligned)))
                    .toList();
        }
        return flows;
    }

    private Plane average(List<Aligned> nearest, List<Flow> flows) {
        var sources = new ArrayList<Plane>();
        nearest.forEach(aligned -> sources.add(pictures.standardised(aligned.picture())));
        var out = Plane.zero(RESOLUTION, RESOLUTION);
        IntStream.range(0, out.values().length).parallel().forEach(i -> {
            int row = i / RESOLUTION;
            double x = (i % RESOLUTION + 0.5) * pictures.side() / RESOLUTION - 0.5;
            double y = (row + 0.5) * pictures.side() / RESOLUTION - 0.5;
            double middle = (pictures.side() - 1) / 2.0;
            double sum = 0;
            for (int k = 0; k < sources.size(); k++) {
                var flow = flows.get(k);
                var map = nearest.get(k).map();
                double u = x + flow.dx().linear(x, y) - middle;
                double v = y + flow.dy().linear(x, y) - middle;
                sum += sources.get(k).cubic(map.x(u, v) + middle, map.y(u, v) + middle);
            }
            out.values()[i] = (float) (sum / sources.size());
        });
        return out.symmetric();
    }
}
