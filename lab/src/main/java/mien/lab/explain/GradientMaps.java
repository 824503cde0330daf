package mien.lab.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mien.image.HeatMap;
import mien.image.Preprocessing;
import mien.lab.torch.LogitGradients;
import mien.model.ModelGraph;

/// Maps from the gradients of a logit. Colours are added up; a map has a cell for each pixel, except that of
/// grad-cam, which has the cells of the feature map.
final class GradientMaps implements Explainer {
    private static final int USUAL_SAMPLES = 32;
    private static final int AT_A_TIME = 32;
    private static final double NOISE = 0.15; // standard deviation, as a share of the face's range of brightness
    private static final int LEAST = 2; // cells across of the feature map of grad-cam
    private static final double CROWDING = 4; // how much denser the steps from a flat picture are at its end

    private final Method method;
    private final LogitGradients gradients;
    private final Preprocessing input;
    private final Settings settings;

    private GradientMaps(Method method, LogitGradients gradients, Preprocessing input, Settings settings) {
        this.method = method;
        this.gradients = gradients;
        this.input = input;
        this.settings = settings;
    }

    static Explainer of(Method method, Subject subject, Settings settings) {
        subject.ownFor(method.title());
        var where = subject.file().toString();
        var graph = ModelGraph.parse(where, subject.file().bytes());
        var input = subject.input();
        var gradients = new LogitGradients(where, graph, input, subject.head().name());
        return new GradientMaps(method, gradients, input, settings);
    }

    @Override
    public List<List<HeatMap>> maps(List<Question> questions) {
        var out = new ArrayList<List<HeatMap>>();
        for (var question : questions) {
            var face = pixels(question.face());
            out.add(question.classes().stream().map(k -> map(face, k)).toList());
        }
        return out;
    }

    private HeatMap map(float[] face, int label) {
        return switch (method) {
            case GRAD_CAM -> gradients.byFeatures(face, label, LEAST);
            case GRADIENT -> sizes(gradients.byPixels(List.of(face), label));
            case SMOOTH_GRAD -> sizes(gathered(noisy(face), label));
            case INTEGRATED -> integrated(face, label);
            case CAM, OCCLUSION, RISE -> throw new IllegalStateException(method + " needs no gradient");
        };
    }

    private static float[] pixels(byte[] face) {
        var out = new float[face.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Byte.toUnsignedInt(face[i]);
        }
        return out;
    }

    private List<float[]> gathered(List<float[]> images, int label) {
        var out = new ArrayList<float[]>();
        for (int from = 0; from < images.size(); from += AT_A_TIME) {
            out.addAll(gradients.byPixels(images.subList(from, Math.min(images.size(), from + AT_A_TIME)), label));
        }
        return out;
    }

    private List<float[]> noisy(float[] face) {
        var random = new SplittableRandom(settings.seed());
        float least = Float.MAX_VALUE;
        float most = 0;
        for (float value : face) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double noise = NOISE * (most - least);
        var copies = new ArrayList<float[]>();
        for (int n = 0; n < settings.samplesOr(USUAL_SAMPLES); n++) {
            var copy = face.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] += (float) (noise * random.nextGaussian());
            }
            copies.add(copy);
        }
        return copies;
    }

    /// The size of the mean of some gradients, the largest of the colours.
    private HeatMap sizes(List<float[]> some) {
        int area = input.width() * input.height();
        var heat = new float[area];
        for (int i = 0; i < input.bytes(); i++) {
            double sum = 0;
            for (var one : some) {
                sum += one[i];
            }
            heat[i % area] = Math.max(heat[i % area], (float) Math.abs(sum / some.size()));
        }
        return new HeatMap(input.width(), input.height(), heat);
    }

    /// From the flat picture of the face's mean. Networks that normalise contrast change all they will change
    /// on the first few hundredths of the way, so the steps are densest there.
    private HeatMap integrated(float[] face, int label) {
        int area = input.width() * input.height();
        int steps = settings.samplesOr(USUAL_SAMPLES);
        var flat = flat(face);
        var path = new ArrayList<float[]>();
        for (int step = 0; step < steps; step++) {
            double t = Math.pow((step + 0.5) / steps, CROWDING);
            var between = new float[face.length];
            for (int i = 0; i < face.length; i++) {
                between[i] = (float) (flat[i] + t * (face[i] - flat[i]));
            }
            path.add(between);
        }
        var slopes = gathered(path, label);
        var heat = new float[area];
        for (int i = 0; i < face.length; i++) {
            double sum = 0;
            for (int step = 0; step < steps; step++) {
                double length = Math.pow((step + 1.0) / steps, CROWDING) - Math.pow((double) step / steps, CROWDING);
                sum += length * slopes.get(step)[i];
            }
            heat[i % area] += (float) (sum * (face[i] - flat[i]));
        }
        return new HeatMap(input.width(), input.height(), heat);
    }

    private float[] flat(float[] face) {
        int area = input.width() * input.height();
        var out = new float[face.length];
        for (int c = 0; c < input.channels(); c++) {
            double sum = 0;
            for (int i = 0; i < area; i++) {
                sum += face[c * area + i];
            }
            java.util.Arrays.fill(out, c * area, (c + 1) * area, (float) (sum / area));
        }
        return out;
    }

    @Override
    public void close() {
        gradients.close();
    }
}
