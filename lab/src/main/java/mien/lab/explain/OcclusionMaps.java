package mien.lab.explain;

import java.util.ArrayList;
import java.util.List;
import mien.image.HeatMap;
import mien.image.Preprocessing;
import mien.lab.explain.Explainer.Question;

/// Slides a grey patch over the face and looks how far the probability falls (Zeiler and Fergus, "Visualizing
/// and Understanding Convolutional Networks", 2014).
///
/// The patch is three of twelve cells wide and high, in the mean grey (or colour) of the face, and its effect
/// is that of the cell in its middle.
///
/// @param answers of any model
/// @param input what the model sees
public record OcclusionMaps(Answers answers, Preprocessing input) {
    private static final int CELLS = 12;

    /// @return for each question a map `[12, 12]` for each of its classes; above 0 where hiding the place makes
    ///     the class less probable
    public List<List<HeatMap>> maps(List<Question> questions) {
        return questions.stream().map(this::maps).toList();
    }

    private List<HeatMap> maps(Question question) {
        var faces = new ArrayList<byte[]>();
        faces.add(question.face());
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            faces.add(hidden(question.face(), cell % CELLS, cell / CELLS));
        }
        var answered = answers.of(faces);
        return question.classes().stream()
                .map(k -> {
                    var drops = new float[CELLS * CELLS];
                    for (int cell = 0; cell < drops.length; cell++) {
                        drops[cell] = (float) (answered[0][k] - answered[cell + 1][k]);
                    }
                    return new HeatMap(CELLS, CELLS, drops);
                })
                .toList();
    }

    private byte[] hidden(byte[] face, int column, int row) {
        var out = face.clone();
        int area = input.width() * input.height();
        int left = Math.max(0, (column - 1) * input.width() / CELLS);
        int right = Math.min(input.width(), (column + 2) * input.width() / CELLS);
        int top = Math.max(0, (row - 1) * input.height() / CELLS);
        int bottom = Math.min(input.height(), (row + 2) * input.height() / CELLS);
        for (int c = 0; c < input.channels(); c++) {
            byte mean = (byte) Math.round(mean(face, c * area, area));
            for (int y = top; y < bottom; y++) {
                int line = c * area + y * input.width();
                java.util.Arrays.fill(out, line + left, line + right, mean);
            }
        }
        return out;
    }

    /// Mean of unsigned bytes.
    static double mean(byte[] values, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Byte.toUnsignedInt(values[i]);
        }
        return (double) sum / count;
    }
}
