package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import mien.app.PictureFiles.Found;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.crops.Crop;
import mien.lab.crops.Cropper;
import mien.lab.crops.Cutting;
import mien.lab.prepare.PrepareException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mien crops`: faces and what is none, cut out of photos.
@Command(
        name = "crops",
        mixinStandardHelpOptions = true,
        description = "Cuts faces and what is none out of photos, for training a face gate.",
        footer = {
            "",
            "DIR/train/face has the faces that the detector finds; DIR/train/other what the",
            "cascades propose elsewhere, and random squares without a face.",
            "",
            "Example:",
            "  mien crops frames/ --out crops/ --detector yunet:yunet.onnx --squares 12"
        })
public final class CropsCommand implements Callable<Integer> {

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Photos and folders of photos.")
    private List<Path> paths = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write; a new one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--detector",
            paramLabel = "cascades|yunet:FILE",
            description = "Whose faces are trusted. Photos in which it finds none are passed over. Default: cascades.")
    private String detector = "cascades";

    @Option(
            names = "--no-faces",
            description = "It is known that no photo shows a face: whatever the cascades propose is a false alarm.")
    private boolean faceless;

    @Option(names = "--squares", paramLabel = "N", description = "Random squares a photo. Default: 8.")
    private int squares = Cutting.DEFAULT.squares();

    @Option(names = "--margin", paramLabel = "X", description = "Side of a square, times its box. Default: 0.9.")
    private double margin = Cutting.DEFAULT.margin();

    @Option(names = "--seed", paramLabel = "S", description = "Of the random squares. Default: 1.")
    private long seed = Cutting.DEFAULT.seed();

    @Override
    public Integer call() throws IOException {
        if (!(margin > 0 && margin <= 4) || squares < 0) {
            throw dialogue.wrong(
                    "--margin must be above 0 and at most 4, --squares 0 or more, got " + margin + " and " + squares);
        }
        if (Files.exists(out)) {
            throw new PrepareException("out: " + out + " is there already; name a new folder");
        }
        var cutting = Cutting.DEFAULT
                .withMargin(margin)
                .withSquares(squares)
                .withFaceless(faceless)
                .withSeed(seed);
        var counts = new EnumMap<Crop.Kind, Integer>(Crop.Kind.class);
        int photos = 0;
        try (var cropper = new Cropper(cutting, FaceDetector.of(detector))) {
            for (var found : PictureFiles.in(paths)) {
                photos += cut(cropper, found, photos, counts) ? 1 : 0;
            }
        }
        dialogue.say(String.format(
                Locale.ROOT,
                "%s: %,d faces, %,d false alarms, %,d random squares from %,d photos",
                out,
                counts.getOrDefault(Crop.Kind.FACE, 0),
                counts.getOrDefault(Crop.Kind.FALSE_ALARM, 0),
                counts.getOrDefault(Crop.Kind.RANDOM, 0),
                photos));
        return counts.isEmpty() ? 1 : 0;
    }

    /// @return whether the photo could be read
    private boolean cut(Cropper cropper, Found found, int number, Map<Crop.Kind, Integer> counts) throws IOException {
        return switch (found) {
            case Found.Nothing(var path, var reason) -> {
                dialogue.say(path + ": " + reason);
                yield false;
            }
            case Found.Photo(var file, var _) -> {
                try {
                    write(cropper.crops(Picture.read(file), number), number, counts);
                    yield true;
                } catch (PictureException e) {
                    dialogue.say(file + ": " + e.getMessage());
                    yield false;
                }
            }
        };
    }

    private void write(List<Crop> crops, int number, Map<Crop.Kind, Integer> counts) throws IOException {
        for (int i = 0; i < crops.size(); i++) {
            var crop = crops.get(i);
            counts.merge(crop.kind(), 1, Integer::sum);
            var kind = crop.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            var folder = Files.createDirectories(
                    out.resolve("train").resolve(crop.kind().label()));
            var name = String.format(Locale.ROOT, "%s-%05d-%03d.png", kind, number, i);
            Files.write(folder.resolve(name), crop.picture().png());
        }
    }
}
