package mien.lab.report.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import mien.lab.audit.Audit;
import mien.lab.audit.Counts;
import mien.lab.audit.PictureFacts;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Votes;
import mien.lab.report.page.LabelNumbers;
import mien.lab.report.page.Thumbnails;

/// The pictures that a page shows, each once, numbered as they are asked for.
final class Shown {
    /// Thumbnails in one page, at most; findings beyond that are only in `findings.csv`. A page keeps to about 6 MB.
    static final int MOST = 10_000;

    /// Edge of a thumbnail in pixels, for up to so many of them.
    private static final Map<Integer, Integer> EDGES = new LinkedHashMap<>();

    static {
        EDGES.put(500, 112);
        EDGES.put(1_200, 80);
        EDGES.put(2_500, 64);
    }

    private static final int SMALLEST_EDGE = 48;

    private final Audit audit;
    private final Map<String, PictureFacts> facts;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<PictureFacts> pictures = new ArrayList<>();
    private final List<Integer> thumbnails = new ArrayList<>();
    private final List<Sample> drawn = new ArrayList<>();
    private final LabelNumbers labels;

    Shown(Audit audit) {
        this.audit = audit;
        facts = audit.pictures().stream()
                .collect(Collectors.toMap(picture -> picture.sample().file(), picture -> picture, (a, _) -> a));
        labels = new LabelNumbers(audit.labels().labels());
    }

    /// How many thumbnails there will be.
    int count() {
        return drawn.size();
    }

    /// The number of a picture; empty for one that could not be read, or if the page is full.
    OptionalInt number(String file) {
        return number(file, OptionalInt.empty());
    }

    /// The numbers of exact copies, which share one thumbnail.
    List<Integer> numbersOfOne(List<String> files) {
        var numbersOfOne = new ArrayList<Integer>();
        var first = OptionalInt.empty();
        for (var file : files) {
            var number = number(file, first);
            if (number.isPresent()) {
                numbersOfOne.add(number.getAsInt());
                first = OptionalInt.of(thumbnails.get(number.getAsInt()));
            }
        }
        return numbersOfOne;
    }

    private OptionalInt number(String file, OptionalInt thumbnail) {
        var known = numbers.get(file);
        if (known != null) {
            return OptionalInt.of(known);
        }
        var picture = facts.get(file);
        if (picture == null) {
            return OptionalInt.empty();
        }
        if (thumbnail.isEmpty() && drawn.size() == MOST) {
            return OptionalInt.empty();
        }
        numbers.put(file, pictures.size());
        pictures.add(picture);
        thumbnails.add(thumbnail.orElseGet(() -> {
            drawn.add(picture.sample());
            return drawn.size() - 1;
        }));
        return OptionalInt.of(pictures.size() - 1);
    }

    /// The number of a label.
    int label(String name) {
        return labels.number(name);
    }

    private int label(Optional<String> name) {
        return name.map(this::label).orElse(-1);
    }

    /// `{file: [...], split: [...], ...}`, and the labels: `[{name, colour}, ...]`.
    void into(ObjectNode data, PictureSource source) {
        var columns = data.putObject("pictures");
        var splits = new ArrayList<String>();
        var formats = new ArrayList<String>();
        for (int i = 0; i < pictures.size(); i++) {
            var picture = pictures.get(i);
            columns.withArray("split").add(code(splits, picture.sample().split().title()));
            columns.withArray("format").add(code(formats, picture.encoding().format()));
            columns.withArray("thumbnail").add(thumbnails.get(i));
            row(columns, picture);
        }
        splits.forEach(data.putArray("splits")::add);
        formats.forEach(data.putArray("formats")::add);
        data.set("thumbnails", Thumbnails.of(source, drawn, edge()).json());
        labels.into(data);
    }

    private static int code(List<String> words, String word) {
        if (!words.contains(word)) {
            words.add(word);
        }
        return words.indexOf(word);
    }

    private void row(ObjectNode columns, PictureFacts picture) {
        var sample = picture.sample();
        columns.withArray("file").add(sample.file());
        columns.withArray("label").add(label(Counts.name(audit.labels(), sample)));
        columns.withArray("votes").add(sample.votes().map(Shown::digits).orElse(""));
        columns.withArray("width").add(picture.width());
        columns.withArray("height").add(picture.height());
        columns.withArray("colour").add(picture.colour() ? 1 : 0);
        columns.withArray("bytes").add(picture.encoding().bytes());
        columns.withArray("grey").add(Math.round(picture.light().mean()));
        columns.withArray("spread").add(Math.round(picture.light().spread()));
        columns.withArray("sharpness").add(Math.round(100 * picture.light().sharpness()));
    }

    /// A digit of base 36 for each count, as the taggers' labels are ordered.
    private static String digits(Votes votes) {
        var digits = new StringBuilder();
        votes.emotions().forEach(count -> digits.append(digit(count)));
        return digits.append(digit(votes.unknown()))
                .append(digit(votes.notAFace()))
                .toString();
    }

    private static char digit(int count) {
        return Character.forDigit(Math.clamp(count, 0, 35), 36);
    }

    /// No larger than any picture needs.
    private int edge() {
        int edge = EDGES.entrySet().stream()
                .filter(step -> drawn.size() <= step.getKey())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(SMALLEST_EDGE);
        int largest = pictures.stream()
                .mapToInt(picture -> Math.max(picture.width(), picture.height()))
                .max()
                .orElse(edge);
        return Math.min(edge, largest);
    }
}
