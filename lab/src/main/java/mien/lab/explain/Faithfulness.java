package mien.lab.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.HeatMap;
import mien.image.Preprocessing;

/// Whether a map orders the places of a face as the model does: the probability as the hottest places vanish first,
/// and as they come first (Petsiuk et al., "RISE", 2018).
///
/// What vanishes becomes the mean grey (or colour) of the face; what has not come yet is blurred. A good map makes the
/// deletion curve fall early and the insertion curve rise early.
///
/// @param deletion probability with `i / (n - 1)` of the face gone, from all of it to nothing
/// @param insertion probability with that share of the face there
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Faithfulness(double[] deletion, double[] insertion) {
    private static final int STEPS = 16;
    private static final int BLUR = 6; // cells across that are left of a blurred face

    /// @param answers of the model
    /// @param map of one label
    public static Faithfulness of(Answers answers, Preprocessing input, byte[] face, HeatMap map, int label) {
        var sized = map.resized(input.width(), input.height());
        var order = IntStream.range(0, sized.values().length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sized.values()[i]))
                .mapToInt(i -> i)
                .toArray();
        var flat = flat(face, input);
        var blurred = blurred(face, input);
        var pictures = new ArrayList<byte[]>();
        for (int step = 0; step <= STEPS; step++) {
            pictures.add(mixed(face, flat, order, step));
            pictures.add(mixed(blurred, face, order, step));
        }
        var answered = answers.of(pictures);
        var gone = new double[STEPS + 1];
        var come = new double[STEPS + 1];
        for (int step = 0; step <= STEPS; step++) {
            gone[step] = answered[2 * step][label];
            come[step] = answered[2 * step + 1][label];
        }
        return new Faithfulness(gone, come);
    }

    /// The area under the deletion curve, in `[0, 1]`; smaller is better.
    public double deletionArea() {
        return area(deletion);
    }

    /// The area under the insertion curve, in `[0, 1]`; greater is better.
    public double insertionArea() {
        return area(insertion);
    }

    private static double area(double... curve) {
        double sum = 0;
        for (int i = 1; i < curve.length; i++) {
            sum += (curve[i - 1] + curve[i]) / 2 / (curve.length - 1);
        }
        return sum;
    }

    /// The mean of several.
    static Faithfulness mean(List<Faithfulness> all) {
        var gone = new double[STEPS + 1];
        var come = new double[STEPS + 1];
        for (var one : all) {
            for (int i = 0; i <= STEPS; i++) {
                gone[i] += one.deletion[i] / all.size();
                come[i] += one.insertion[i] / all.size();
            }
        }
        return new Faithfulness(gone, come);
    }

    /// `from`, with the first places of an order taken from `to`.
    private static byte[] mixed(byte[] from, byte[] to, int[] order, int step) {
        var out = from.clone();
        int count = order.length * step / STEPS;
        for (int i = 0; i < count; i++) {
            for (int at = order[i]; at < out.length; at += order.length) {
                out[at] = to[at];
            }
        }
        return out;
    }

    private static byte[] flat(byte[] face, Preprocessing input) {
        int area = input.width() * input.height();
        var out = new byte[face.length];
        for (int c = 0; c < input.channels(); c++) {
            byte mean = (byte) Math.round(OcclusionMaps.mean(face, c * area, area));
            Arrays.fill(out, c * area, (c + 1) * area, mean);
        }
        return out;
    }

    private static byte[] blurred(byte[] face, Preprocessing input) {
        int area = input.width() * input.height();
        var out = new byte[face.length];
        for (int c = 0; c < input.channels(); c++) {
            var values = new float[area];
            for (int i = 0; i < area; i++) {
                values[i] = Byte.toUnsignedInt(face[c * area + i]);
            }
            var soft = new HeatMap(input.width(), input.height(), values)
                    .resized(BLUR, BLUR)
                    .resized(input.width(), input.height());
            for (int i = 0; i < area; i++) {
                out[c * area + i] = (byte) Math.round(soft.values()[i]);
            }
        }
        return out;
    }
}
