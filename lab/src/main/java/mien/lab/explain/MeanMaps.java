package mien.lab.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.image.HeatColours;
import mien.image.HeatMap;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Split;
import mien.lab.explain.Explainer.Question;
import mien.lab.explain.Explainer.Subject;
import mien.lab.explain.LabelledFaces.Amount;
import mien.lab.occlusion.EyeFinder;
import mien.lab.occlusion.EyeFinder.Basis;
import mien.lab.occlusion.EyeFinder.Found;
import mien.lab.occlusion.Placement;

/// Mean maps of a data set, one for each label.
///
/// @param split where the pictures are from; [Split#NONE] for all of the data
/// @param leftOut a sentence for each label that has too few pictures
public record MeanMaps(Split split, List<MeanMap> means, List<String> leftOut) {
    private static final int SIDE = 96; // pixels of the mean faces, and cells of the mean maps before they are written
    private static final int BATCH = 64;
    private static final double GREY = 136; // brightness of the mean, 0 to 255
    private static final double CONTRAST = 46; // brightness of one standard deviation
    private static final Placement FRAME = Placement.USUAL;

    public MeanMaps {
        means = List.copyOf(means);
        leftOut = List.copyOf(leftOut);
    }

    /// @param split empty for the test split if there is one, else the validation split, else all
    /// @param most pictures of a label that are looked at
    /// @param fewest with fewer than that a mean would look like somebody: the label is left out
    /// @param seed which pictures are taken
    public record Choice(Optional<Split> split, int most, int fewest, long seed) {
        public Choice {
            if (fewest < 1 || most < fewest) {
                throw new ExplainException("average: the fewest pictures must be at least 1 and no more than are taken,"
                        + " got " + fewest + " of " + most);
            }
        }
    }

    /// @throws ExplainException if no label has enough pictures
    public static MeanMaps of(Subject subject, Explainer explainer, Dataset data, Choice choice) {
        var input = subject.input();
        try (var pixels = PixelCache.open(data, input);
                var eyes = new EyeFinder()) {
            var amount = new Amount(choice.most(), choice.seed());
            var faces = LabelledFaces.of(data, pixels, subject.head(), choice.split(), amount);
            var means = new ArrayList<MeanMap>();
            var leftOut = new ArrayList<String>();
            faces.byClass().forEach((label, pictures) -> {
                var mean = new Averaging(subject, explainer, eyes)
                        .of(label, pictures.stream().map(faces::face).toList());
                if (mean.averaged() < choice.fewest()) {
                    leftOut.add(String.format(
                            Locale.ROOT,
                            "%s: left out, only %d of its %d pictures are answered rightly and have eyes that were"
                                    + " found, and %d are needed",
                            mean.label(),
                            mean.averaged(),
                            mean.pictures(),
                            choice.fewest()));
                } else {
                    means.add(mean);
                }
            });
            if (means.isEmpty()) {
                throw new ExplainException(
                        data.name() + ": no label has enough pictures for a mean; " + String.join("; ", leftOut));
            }
            return new MeanMaps(faces.split(), means, leftOut);
        }
    }

    /// All mean faces with their maps in one picture, each map on its own scale.
    public Picture panel(Method method, int side) {
        var tiles = means.stream()
                .map(mean -> new Sheet.Tile(
                        mean(mean, side),
                        List.of(
                                mean.label(),
                                mean.shares().sentence(3).replace(" %", "%"),
                                "mean of " + mean.averaged() + " pictures")))
                .toList();
        return new Sheet(side, method.signed()).of(tiles, Math.min(4, tiles.size()));
    }

    /// One mean face with its map.
    public static Picture mean(MeanMap mean, int side) {
        var face = mean.face().resized(side, side);
        return mean.map().peak() > 0
                ? HeatColours.over(face, mean.map(), mean.map().reach())
                : face.colour();
    }

    /// Adds what is known of each label.
    ///
    /// @param data what people call the data set
    public ObjectNode addTo(ObjectNode json, String data) {
        json.put("data", data);
        json.put("split", split == Split.NONE ? "all" : split.title());
        json.put("frame", "eyes at (0.305, 0.385) and (0.695, 0.385), mouth at (0.5, 0.81) of width and height");
        var labels = json.putArray("labels");
        for (var mean : means) {
            var label = labels.addObject();
            label.put("label", mean.label());
            label.put("pictures", mean.pictures());
            label.put("right", mean.right());
            label.put("averaged", mean.averaged());
            ExplanationJson.shares(label, mean.shares());
            ExplanationJson.grid(label, mean.map());
        }
        var left = json.putArray("leftOut");
        leftOut.forEach(left::add);
        return json;
    }

    /// The work for one label.
    private record Averaging(Subject subject, Explainer explainer, EyeFinder eyes) {

        MeanMap of(int label, List<byte[]> faces) {
            var answers = subject.answers(faces);
            var right = IntStream.range(0, faces.size())
                    .filter(i -> ClassActivation.best(answers[i]) == label)
                    .mapToObj(faces::get)
                    .toList();
            var input = subject.input();
            var pictures = right.stream().map(face -> grey(face, input)).toList();
            var found = pictures.parallelStream().map(eyes::find).toList();
            var sums = new Sums();
            for (int from = 0; from < right.size(); from += BATCH) {
                int to = Math.min(right.size(), from + BATCH);
                var seen = IntStream.range(from, to)
                        .filter(i -> found.get(i).basis() == Basis.EYES)
                        .boxed()
                        .toList();
                var maps = explainer.maps(seen.stream()
                        .map(i -> new Question(right.get(i), List.of(label)))
                        .toList());
                for (int i = 0; i < seen.size(); i++) {
                    int at = seen.get(i);
                    sums.add(pictures.get(at), found.get(at), maps.get(i).getFirst());
                }
            }
            var name = subject.head().labels().labels().get(label);
            var map = sums.map();
            return new MeanMap(name, faces.size(), right.size(), sums.count, sums.face(), map, Shares.of(map, FRAME));
        }

        private static Picture grey(byte[] face, Preprocessing input) {
            int area = input.width() * input.height();
            if (input.channels() == 1) {
                return new Picture(input.width(), input.height(), 1, face);
            }
            var pixels = new byte[3 * area];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = face[(2 - i % 3) * area + i / 3];
            }
            return new Picture(input.width(), input.height(), 3, pixels).grey();
        }
    }

    /// Faces and maps in the common frame, added up; places beyond the border of a picture are left out.
    private static final class Sums {
        private final double[] brightness = new double[SIDE * SIDE];
        private final double[] heat = new double[SIDE * SIDE];
        private final int[] counts = new int[SIDE * SIDE];
        private int count;

        void add(Picture picture, Found found, HeatMap map) {
            count++;
            var to = FaceFrame.of(FRAME);
            var from = FaceFrame.of(found.placement());
            var light = brightness(picture);
            for (int i = 0; i < counts.length; i++) {
                int row = i / SIDE;
                double x = (i % SIDE + 0.5) / SIDE;
                double y = (row + 0.5) / SIDE;
                double u = to.u(x, y);
                double v = to.v(x, y);
                double px = from.x(u, v);
                double py = from.y(u, v);
                if (px >= 0 && px <= 1 && py >= 0 && py <= 1) {
                    brightness[i] += light.between(px, py);
                    heat[i] += map.between(px, py);
                    counts[i]++;
                }
            }
        }

        /// Mean 0, variance 1.
        private static HeatMap brightness(Picture picture) {
            var values = new float[picture.pixels().length];
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = Byte.toUnsignedInt(picture.pixels()[i]);
                sum += values[i];
                squares += values[i] * values[i];
            }
            double mean = sum / values.length;
            double deviation = Math.sqrt(Math.max(squares / values.length - mean * mean, 1));
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((values[i] - mean) / deviation);
            }
            return new HeatMap(picture.width(), picture.height(), values);
        }

        /// Averaging takes contrast away; this gives it back.
        Picture face() {
            var means = new float[SIDE * SIDE];
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < means.length; i++) {
                means[i] = counts[i] == 0 ? 0 : (float) (brightness[i] / counts[i]);
                sum += means[i];
                squares += means[i] * means[i];
            }
            double mean = sum / means.length;
            double deviation = Math.sqrt(Math.max(squares / means.length - mean * mean, 1e-6));
            var pixels = new byte[means.length];
            for (int i = 0; i < pixels.length; i++) {
                double value = GREY + CONTRAST * (means[i] - mean) / deviation;
                pixels[i] = (byte) Math.clamp(Math.round(value), 0, 255);
            }
            return new Picture(SIDE, SIDE, 1, pixels);
        }

        HeatMap map() {
            var values = new float[SIDE * SIDE];
            for (int i = 0; i < values.length; i++) {
                values[i] = counts[i] == 0 ? 0 : (float) (heat[i] / counts[i]);
            }
            return new HeatMap(SIDE, SIDE, values).resized(SIDE / 2, SIDE / 2);
        }
    }
}
