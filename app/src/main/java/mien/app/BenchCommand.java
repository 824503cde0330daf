package mien.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mien.MienOptions;
import mien.app.PictureFiles.Found;
import mien.app.bench.BenchJson;
import mien.app.bench.BenchText;
import mien.app.bench.Benchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mien bench`: how fast Mien is on this machine, and with which settings.
@Command(
        name = "bench",
        description = "Measures on this machine what a photo takes, stage by stage, and how many faces a second the"
                + " model reads, by threads and batch.",
        mixinStandardHelpOptions = true,
        footer = {"", "Leave the machine alone meanwhile: whatever else runs makes the figures worse."})
public final class BenchCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Mixin
    private final RecognitionOptions recognizing = new RecognitionOptions();

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Photos and folders of photos, of which at most 32 are measured (default: a built-in picture"
                    + " of seven mean faces, 1920 x 960).")
    private List<Path> paths = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "About how long to measure (default: ${DEFAULT-VALUE}).")
    private double seconds = 20;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    public BenchCommand() {
        this(System.out);
    }

    BenchCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!(seconds > 0 && seconds <= 86_400)) {
            throw dialogue.wrong("--seconds must be above 0 and at most 86400, got " + seconds);
        }
        var options = recognizing.recognition(MienOptions.DEFAULT, dialogue);
        var measured = new Benchmark(options, photos(), seconds).run();
        out.print(json ? BenchJson.of(measured) : BenchText.of(measured));
        out.flush();
        return 0;
    }

    private List<Path> photos() {
        var photos = new ArrayList<Path>();
        for (var found : PictureFiles.in(paths)) {
            switch (found) {
                case Found.Photo(var file, var _) -> photos.add(file);
                case Found.Nothing(var path, var reason) -> throw dialogue.wrong(path + ": " + reason);
            }
        }
        return photos;
    }
}
