package mien.app;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import mien.Mien;
import mien.MienOptions;
import mien.app.PictureFiles.Found;
import mien.app.output.Answer;
import mien.app.output.Answer.Read;
import mien.app.output.Format;
import mien.model.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mien analyze`: photos in, faces and their emotions out.
@Command(
        name = "analyze",
        description = "Reads emotions from photos.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 if any photo could be read, 1 if none, 2 for wrong usage."})
public final class AnalyzeCommand implements Callable<Integer> {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int LARGEST_GROUP = 8; // photos whose faces are read in one batch

    enum Style {
        TEXT,
        JSON,
        JSONL,
        CSV
    }

    private final PrintStream out;

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Mixin
    private final RecognitionOptions recognizing = new RecognitionOptions();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Photos and folders of photos.")
    private List<Path> paths = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json|jsonl|csv",
            defaultValue = "text",
            description = "How to print (default: ${DEFAULT-VALUE}).")
    private String format = "text";

    @Option(names = "--annotate", paramLabel = "DIR", description = "Write each photo with boxes and bars to DIR.")
    private @Nullable Path annotate;

    @Option(
            names = "--explain",
            description =
                    "Say for each face where the evidence for its answer lies: as `explanation` in JSON, as colours"
                            + " with --annotate, as parts of the face in text. `mien explain` tells more.")
    private boolean explain;

    @Option(
            names = "--min-face",
            paramLabel = "PX",
            defaultValue = "24",
            description = "Pass over faces whose shortest side is below PX pixels (default: ${DEFAULT-VALUE}).")
    private int minFace = 24;

    @Option(names = "--labels", paramLabel = "HEAD", description = "Which of the model's answers (default: its own).")
    private @Nullable String head;

    @Option(
            names = "--max-megapixels",
            paramLabel = "N",
            defaultValue = "200",
            description = "Refuse photos of more megapixels (default: ${DEFAULT-VALUE}).")
    private int maxMegapixels = 200;

    public AnalyzeCommand() {
        this(System.out);
    }

    AnalyzeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        var style = style();
        if (explain && style == Style.CSV && annotate == null) {
            throw dialogue.wrong("--explain has no place in csv; add --annotate DIR or choose --format json");
        }
        var options = options();
        var found = annotate == null ? PictureFiles.in(paths) : PictureFiles.in(paths, annotate);
        try (var mien = Mien.load(options)) {
            return print(format(style, mien, explain), mien, found) ? 0 : 1;
        }
    }

    /// @return whether any photo could be read
    private boolean print(Format layout, Mien mien, List<Found> found) throws InterruptedException {
        var first = new AtomicBoolean(true);
        var anyRead = new AtomicBoolean();
        var annotated = annotate == null ? null : new AnnotatedFiles(annotate, explain, found);
        var photos = annotated == null ? found : annotated.originals(found);
        var answering = new Answering(mien, annotated);
        var work = Answering.groups(photos, CORES, annotated == null ? LARGEST_GROUP : 1).stream()
                .<Callable<List<Answer>>>map(group -> () -> answering.answers(group))
                .iterator();
        out.print(layout.opening());
        new Window(Math.min(CORES, photos.size()), 4 * CORES, layout.ordered()).run(work, answers -> {
            for (var answer : answers) {
                out.print(layout.answer(answer, first.getAndSet(false)));
                anyRead.compareAndSet(false, answer instanceof Read);
            }
            out.flush();
        });
        out.print(layout.closing());
        out.flush();
        return anyRead.get();
    }

    private MienOptions options() {
        if (minFace < 1 || maxMegapixels < 1) {
            throw dialogue.wrong(
                    "--min-face and --max-megapixels must be at least 1, got " + minFace + " and " + maxMegapixels);
        }
        var options = recognizing
                .recognition(MienOptions.DEFAULT, dialogue)
                .withMinFace(minFace)
                .withMaxPixels(maxMegapixels * 1_000_000L)
                .withEngine(Engine.DEFAULT.withThreads(1)); // the cores work on several photos instead
        return head == null ? options : options.withHead(head);
    }

    private Style style() {
        for (var style : Style.values()) {
            if (style.name().equalsIgnoreCase(format)) {
                return style;
            }
        }
        throw dialogue.wrong("--format must be text, json, jsonl or csv, got '" + format + "'");
    }

    private static Format format(Style style, Mien mien, boolean explain) {
        return switch (style) {
            case TEXT -> new Format.Text(unicode(), explain);
            case JSON -> new Format.Json(explain);
            case JSONL -> new Format.JsonLines(explain);
            case CSV -> new Format.Csv(mien.head().labels().labels());
        };
    }

    private static boolean unicode() {
        var encoding = System.getProperty("stdout.encoding", "");
        return Charset.isSupported(encoding) && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    }
}
