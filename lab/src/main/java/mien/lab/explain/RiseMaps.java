package mien.lab.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mien.image.HeatMap;
import mien.image.Preprocessing;
import mien.lab.explain.Explainer.Question;
import mien.lab.explain.Explainer.Settings;

/// Shows the model many copies of the face through random soft masks, and looks which places were open when it
/// was sure (Petsiuk et al., "RISE: Randomized Input Sampling for Explanation of Black-box Models", 2018).
///
/// The masks are 7 x 7 cells, half of them open, enlarged and shifted at random; what is hidden has the mean
/// grey (or colour) of the face. A place's heat is the slope of the probability over how open it was, so that
/// it is 0 where that makes no difference; the paper's own sum differs from this by a constant and a factor.
///
/// @param answers of any model
/// @param input what the model sees
public record RiseMaps(Answers answers, Preprocessing input, Settings settings) {
    private static final int CELLS = 7;
    private static final double OPEN = 0.5;
    private static final int USUAL = 1500;
    private static final int AT_A_TIME = 256;
    private static final int FINEST = 48; // cells of a map: the masks tell no more

    /// @return for each question a map for each of its classes; the same seed gives the same maps
    public List<List<HeatMap>> maps(List<Question> questions) {
        return questions.stream().map(this::maps).toList();
    }

    private List<HeatMap> maps(Question question) {
        var random = new SplittableRandom(settings.seed());
        int count = settings.samplesOr(USUAL);
        var tally = new Tally(question.classes(), Math.min(FINEST, input.width()), Math.min(FINEST, input.height()));
        for (int done = 0; done < count; ) {
            var masks = new ArrayList<Mask>();
            for (; done < count && masks.size() < AT_A_TIME; done++) {
                masks.add(Mask.random(random));
            }
            var answered = answers.of(
                    masks.stream().map(mask -> seen(question.face(), mask)).toList());
            for (int i = 0; i < answered.length; i++) {
                tally.add(masks.get(i), answered[i]);
            }
        }
        return tally.maps();
    }

    /// How open each place is, as cells that are moved by a part of one.
    private record Mask(HeatMap cells, double right, double down) {
        static Mask random(SplittableRandom random) {
            var open = new float[(CELLS + 1) * (CELLS + 1)];
            for (int i = 0; i < open.length; i++) {
                open[i] = random.nextDouble() < OPEN ? 1 : 0;
            }
            return new Mask(new HeatMap(CELLS + 1, CELLS + 1, open), random.nextDouble(), random.nextDouble());
        }

        /// @param x share of the width
        /// @param y share of the height
        float at(double x, double y) {
            return cells.between((x * CELLS + right) / (CELLS + 1), (y * CELLS + down) / (CELLS + 1));
        }
    }

    private byte[] seen(byte[] face, Mask mask) {
        int area = input.width() * input.height();
        var out = new byte[face.length];
        for (int c = 0; c < input.channels(); c++) {
            double mean = OcclusionMaps.mean(face, c * area, area);
            for (int y = 0; y < input.height(); y++) {
                for (int x = 0; x < input.width(); x++) {
                    int i = c * area + y * input.width() + x;
                    double open = mask.at((x + 0.5) / input.width(), (y + 0.5) / input.height());
                    out[i] = (byte) Math.round(mean + open * (Byte.toUnsignedInt(face[i]) - mean));
                }
            }
        }
        return out;
    }

    /// The sums from which the slopes are reckoned.
    private static final class Tally {
        private final List<Integer> classes;
        private final int width;
        private final int height;
        private final double[] open;
        private final double[] squares;
        private final double[] scores;
        private final double[][] products;
        private int count;

        Tally(List<Integer> classes, int width, int height) {
            this.classes = classes;
            this.width = width;
            this.height = height;
            open = new double[width * height];
            squares = new double[width * height];
            scores = new double[classes.size()];
            products = new double[classes.size()][width * height];
        }

        void add(Mask mask, double[] answer) {
            count++;
            for (int k = 0; k < scores.length; k++) {
                scores[k] += answer[classes.get(k)];
            }
            for (int i = 0; i < open.length; i++) {
                int row = i / width;
                double there = mask.at((i % width + 0.5) / width, (row + 0.5) / height);
                open[i] += there;
                squares[i] += there * there;
                for (int k = 0; k < scores.length; k++) {
                    products[k][i] += there * answer[classes.get(k)];
                }
            }
        }

        List<HeatMap> maps() {
            var maps = new ArrayList<HeatMap>();
            for (int k = 0; k < scores.length; k++) {
                var slopes = new float[open.length];
                for (int i = 0; i < slopes.length; i++) {
                    double variance = squares[i] - open[i] * open[i] / count;
                    double covariance = products[k][i] - open[i] * scores[k] / count;
                    slopes[i] = variance > 1e-9 ? (float) (covariance / variance) : 0;
                }
                maps.add(new HeatMap(width, height, slopes));
            }
            return maps;
        }
    }
}
