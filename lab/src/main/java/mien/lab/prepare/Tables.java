package mien.lab.prepare;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mien.face.Alignment;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.lab.occlusion.Occlusion;
import mien.model.LabelSet;

/// The csv files of a prepared data set.
record Tables(Material material, Plan plan, PrepareOptions options) {
    /// Where each picture came from; Mien reads labels, splits and people from it.
    static final String INDEX = "index.csv";

    /// The name that FER+ gave its votes.
    static final String VOTES = "fer2013new.csv";

    /// Pictures of the source that are missing.
    static final String LEFT_OUT = "left-out.csv";

    private static final List<String> INDEX_HEADER = List.of(
            "file",
            "label",
            "split",
            "group",
            "together",
            "source",
            "source_label",
            "repeat",
            "crop",
            "crop_x",
            "crop_y",
            "crop_side",
            "crop_degrees",
            "mask");

    private static final List<String> VOTES_HEADER = List.of(
            "Usage",
            "Image name",
            "neutral",
            "happiness",
            "surprise",
            "sadness",
            "anger",
            "disgust",
            "fear",
            "contempt",
            "unknown",
            "NF");

    private static final Votes NONE = new Votes(List.of(0, 0, 0, 0, 0, 0, 0, 0), 0, 0);

    /// @param entry of the prepared data
    /// @param file its name there
    record Written(Entry entry, String file) {}

    void write(Output output, List<Written> written) throws IOException {
        votes(output, written);
        index(output, written);
        leftOut(output, plan.omitted());
    }

    private void index(Output output, List<Written> written) throws IOException {
        var sourceLabels = material.sourceLabels();
        var sizes = sizes(written);
        try (var csv = csv(output, INDEX)) {
            csv.writeRecord(INDEX_HEADER);
            for (int i = 0; i < written.size(); i++) {
                var entry = written.get(i).entry();
                int group = entry.known().group();
                var cells = new ArrayList<>(List.of(
                        written.get(i).file(),
                        entry.label(),
                        entry.split() == Split.NONE ? "" : entry.split().title(),
                        entry.known().person(),
                        sizes.getOrDefault(group, 1) > 1 ? "g" + (group + 1) : "",
                        entry.sample().file(),
                        sourceLabels.getOrDefault(entry.sample().file(), ""),
                        Integer.toString(entry.repeat())));
                cells.addAll(crop(entry));
                var masks = options.look().masks();
                cells.add(Masking.drawn(masks, options.seed(), i)
                        .map(Occlusion::toString)
                        .orElse(""));
                csv.writeRecord(cells);
            }
        }
    }

    /// Different pictures in each group.
    private static Map<Integer, Integer> sizes(List<Written> written) {
        var sizes = new HashMap<Integer, Integer>();
        written.stream()
                .filter(one -> one.entry().repeat() == 0)
                .forEach(one -> sizes.merge(one.entry().known().group(), 1, Integer::sum));
        return sizes;
    }

    private static List<String> crop(Entry entry) {
        return entry.known()
                .alignment()
                .map(face -> List.of(
                        how(face), number(face.x()), number(face.y()), number(face.side()), number(face.degrees())))
                .orElse(List.of("whole", "", "", "", ""));
    }

    /// `eyes` or `box`: what the square was placed by.
    static String how(Alignment face) {
        return face.seen().isPresent() ? "eyes" : "box";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static void leftOut(Output output, List<Omitted> omitted) throws IOException {
        if (omitted.isEmpty()) {
            return;
        }
        try (var csv = csv(output, LEFT_OUT)) {
            csv.writeRecord("left out", "reason", "detail");
            for (var one : omitted) {
                csv.writeRecord(one.file(), one.reason().title(), one.detail());
            }
        }
    }

    /// For rows of pixels all rows, since votes are matched to them by order; else only pictures that have votes.
    private static void votes(Output output, List<Written> written) throws IOException {
        if (written.stream().allMatch(one -> one.entry().sample().votes().isEmpty())) {
            return;
        }
        try (var csv = csv(output, VOTES)) {
            csv.writeRecord(VOTES_HEADER);
            for (var one : written) {
                var votes = one.entry().sample().votes();
                if (votes.isPresent() || one.file().startsWith(PixelCsv.NAME)) {
                    csv.writeRecord(cells(one, votes.orElse(NONE)));
                }
            }
        }
    }

    private static List<String> cells(Written one, Votes votes) {
        var cells = new ArrayList<String>();
        cells.add(usage(one.entry().split()));
        cells.add(one.file().substring(one.file().lastIndexOf('/') + 1));
        votes.emotions().forEach(count -> cells.add(Integer.toString(count)));
        cells.add(Integer.toString(votes.unknown()));
        cells.add(Integer.toString(votes.notAFace()));
        return cells;
    }

    /// What FER2013 calls a split; pictures without one are for training.
    static String usage(Split split) {
        return switch (split) {
            case TRAIN, NONE -> "Training";
            case VALIDATION -> "PublicTest";
            case TEST -> "PrivateTest";
        };
    }

    /// FER2013's number of a label.
    ///
    /// @throws PrepareException if it has none
    static int emotion(String label) {
        return LabelSet.FER7
                .indexOf(label)
                .orElseThrow(() -> new PrepareException("format: FER2013's csv has no number for the label '" + label
                        + "', only for " + String.join(", ", LabelSet.FER7.labels())
                        + "; drop or relabel these pictures with corrections, or write folders"));
    }

    private static CsvWriter csv(Output output, String name) throws IOException {
        var writer = new OutputStreamWriter(output.stream(name), StandardCharsets.UTF_8);
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    }
}
