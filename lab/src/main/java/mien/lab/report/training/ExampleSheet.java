package mien.lab.report.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.report.page.LabelNumbers;
import mien.lab.report.page.Thumbnails;
import mien.lab.training.Batches;
import mien.lab.training.Examples;
import mien.lab.training.Recipe;

/// Some training pictures as they are and as the network is shown them in the first epochs: one of each label, always
/// the same by seed.
///
/// @param labels one a row
/// @param pictures row by row, each row the picture as it is and then its changes, one an epoch
/// @param side of a thumbnail, in pixels
public record ExampleSheet(List<String> labels, List<Picture> pictures, int side) {
    static final int EPOCHS = 7;
    private static final int MOST_ROWS = 12;
    private static final int LARGEST_SIDE = 96;

    public ExampleSheet {
        labels = List.copyOf(labels);
        pictures = List.copyOf(pictures);
    }

    /// Draws the sheet of a training; a label without a picture has no row.
    public static ExampleSheet of(Examples examples, Recipe recipe, long seed) {
        var targets = examples.targets().getFirst();
        var random = new SplittableRandom(seed);
        var labels = new ArrayList<String>();
        var chosen = IntStream.builder();
        for (int c = 0; c < targets.labels().size() && labels.size() < MOST_ROWS; c++) {
            int label = c;
            var own = IntStream.range(0, targets.count())
                    .filter(i -> targets.truths()[i] == label)
                    .toArray();
            if (own.length > 0) {
                chosen.add(own[random.nextInt(own.length)]);
                labels.add(targets.labels().labels().get(c));
            }
        }
        var numbers = chosen.build().toArray();
        var size = examples.size();
        return new ExampleSheet(
                labels,
                pictures(examples, numbers, recipe, seed),
                Math.min(LARGEST_SIDE, Math.max(size.width(), size.height())));
    }

    private static List<Picture> pictures(Examples examples, int[] numbers, Recipe recipe, long seed) {
        var shown = IntStream.rangeClosed(1, EPOCHS)
                .mapToObj(epoch -> Batches.augmented(examples, numbers, recipe, seed, epoch))
                .toList();
        var pictures = new ArrayList<Picture>();
        for (int row = 0; row < numbers.length; row++) {
            var bytes = new byte[examples.size().bytes()];
            examples.pixels().read(examples.pictures()[numbers[row]], bytes);
            pictures.add(picture(bytes, examples.size()));
            for (var images : shown) {
                for (int p = 0; p < bytes.length; p++) {
                    bytes[p] = (byte) Math.round(images[row * bytes.length + p]);
                }
                pictures.add(picture(bytes, examples.size()));
            }
        }
        return pictures;
    }

    /// @param planes `[C, H, W]`, red first
    private static Picture picture(byte[] planes, Preprocessing size) {
        int area = size.height() * size.width();
        var pixels = new byte[planes.length];
        for (int i = 0; i < planes.length; i++) {
            pixels[i % area * size.channels() + i / area] = planes[i];
        }
        return new Picture(size.width(), size.height(), size.channels(), pixels);
    }

    /// `{epochs, rows: [label]}`; cell `i` of row `r` is thumbnail `r * (epochs + 1) + i`.
    void into(ObjectNode data, LabelNumbers labelNumbers) {
        var sheet = data.putObject("sheet").put("epochs", EPOCHS);
        var rows = sheet.putArray("rows");
        labels.forEach(label -> rows.add(labelNumbers.number(label)));
        data.set("thumbnails", Thumbnails.of(pictures, side).json());
    }
}
