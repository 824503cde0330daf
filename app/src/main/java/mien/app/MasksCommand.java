package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.occlusion.ContactSheet;
import mien.lab.occlusion.Occlusion;
import mien.lab.occlusion.OcclusionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mien masks`: which masks there are, and what they look like on faces.
@Command(
        name = "masks",
        mixinStandardHelpOptions = true,
        description = "Lists the masks of --mask; with pictures, draws them on the faces in one contact sheet.",
        footer = {"", "Example:", "  mien masks samples/happy.png samples/neutral.png --out masks.png"})
public final class MasksCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "PICTURE", arity = "0..*", description = "Pictures of a face each.")
    private List<Path> pictures = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "The PNG to write. Default: masks.png.")
    private Path out = Path.of("masks.png");

    @Option(names = "--mask", paramLabel = "KIND[,KIND...]", description = "Only these. Default: all.")
    private String mask = "all";

    @Option(names = "--size", paramLabel = "N", description = "Side of each face in pixels, 16 to 1024. Default: 96.")
    private int size = 96;

    @Option(names = "--seed", paramLabel = "S", description = "Of tones, colours, places and noise. Default: 1.")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        var kinds = Occlusion.list(mask);
        var writer = spec.commandLine().getOut();
        if (pictures.isEmpty()) {
            kinds.forEach(kind -> writer.printf("%-18s %s%n", kind, kind.description()));
            writer.flush();
            return 0;
        }
        if (size < 16 || size > 1024) {
            throw new ParameterException(spec.commandLine(), "--size must be 16 to 1024, got " + size);
        }
        var faces = pictures.stream().map(MasksCommand::read).toList();
        Files.write(out, new ContactSheet(kinds, size, seed).of(faces).png());
        writer.println(out + ": " + kinds.size() + " masks on " + faces.size() + " faces");
        writer.flush();
        return 0;
    }

    private static Picture read(Path file) {
        try {
            return Picture.read(file);
        } catch (PictureException e) {
            throw new OcclusionException(file + ": " + e.getMessage());
        }
    }
}
