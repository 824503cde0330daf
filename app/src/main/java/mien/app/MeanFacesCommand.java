package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Summary;
import mien.lab.faces.MeanFace;
import mien.lab.faces.MeanFaces;
import mien.lab.faces.Portraits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mien mean-faces`: what the labels of a data set look like on average.
@Command(
        name = "mean-faces",
        description = "Averages the faces of each label into a picture of nobody.",
        mixinStandardHelpOptions = true)
public final class MeanFacesCommand implements Callable<Integer> {
    private static final int SINGLE = 256;
    private static final int IN_GROUP = 128;

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LabelledData data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where to write LABEL.png for each label, and group.png.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            description = "Average at most this many pictures of a label. Default: ${DEFAULT-VALUE}.",
            defaultValue = "400")
    private int pictures;

    @Option(
            names = "--fewest",
            paramLabel = "N",
            description = "Leave out labels with fewer pictures: their mean would look like somebody."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "200")
    private int fewest;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Which of equally good pictures are taken. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws IOException {
        if (fewest < 1 || pictures < fewest) {
            throw dialogue.wrong(
                    "--pictures must be at least --fewest, and that at least 1; got " + pictures + " and " + fewest);
        }
        try (var dataset = data.open();
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48)) {
            Summary.of(dataset, pixels).forEach(dialogue::say);
            write(new MeanFaces(dataset, pixels, new MeanFaces.Settings(pictures, fewest, seed)));
        }
        return 0;
    }

    private void write(MeanFaces means) throws IOException {
        Files.createDirectories(out);
        means.leftOut().forEach(label -> dialogue.say(label + ": left out, it has fewer than " + fewest + " pictures"));
        var faces = new ArrayList<MeanFace>();
        for (var label : means.labels()) {
            var face = means.of(label);
            faces.add(face);
            var file = out.resolve(label.replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".png");
            write(file, Portraits.single(face, SINGLE), "mean of " + face.pictures() + " pictures");
        }
        write(out.resolve("group.png"), Portraits.group(faces, IN_GROUP), "all " + faces.size());
    }

    private void write(Path file, Picture picture, String what) throws IOException {
        Files.write(file, picture.png());
        dialogue.say(file + ": " + what);
    }
}
