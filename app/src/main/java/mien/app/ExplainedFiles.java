package mien.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mien.Face;
import mien.Mien;
import mien.app.PictureFiles.Found;
import mien.image.HeatColours;
import mien.image.Picture;
import mien.lab.explain.Explainer.Settings;
import mien.lab.explain.Explainer.Subject;
import mien.lab.explain.ExplanationFile;
import mien.lab.explain.ExplanationJson;
import mien.lab.explain.FaceExplaining;
import mien.lab.explain.FaceExplanation;
import mien.lab.explain.Method;
import mien.lab.explain.Sheet;

/// Writes explanations into a folder: for each face a sheet and the map of each label as PNG, and
/// `explain.json` with all of them.
final class ExplainedFiles implements Closeable {
    private static final int SIDE = 240; // pixels of a face on a sheet
    private static final int SINGLE = 384; // and in a picture of its own
    private static final int COARSE = 6; // cells across

    private final Path folder;
    private final Subject subject;
    private final Method method;
    private final ExplanationFile json;
    private final Set<String> taken = new HashSet<>(); // names of files
    private int explained;
    private int coarsest = Integer.MAX_VALUE;

    /// @param model what people call it
    ExplainedFiles(Path folder, String model, Subject subject, Method method, Settings settings) throws IOException {
        this.folder = folder;
        this.subject = subject;
        this.method = method;
        Outputs.checkFolder(folder, "--out", "the maps");
        var header = ExplanationJson.header(model, subject.head().name(), method, settings);
        json = new ExplanationFile(folder.resolve("explain.json"), header);
    }

    /// How many faces have been explained so far.
    int explained() {
        return explained;
    }

    /// A sentence where the maps are so coarse that they say little of places.
    Optional<String> note() {
        return coarsest < COARSE
                ? Optional.of("note: this network's last feature map is " + coarsest + " cells wide, each of which sees"
                        + " most of the face; --method occlusion tells better where")
                : Optional.empty();
    }

    /// Explains one picture and says in some lines what came of it.
    String explain(Found found, Mien mien, FaceExplaining explaining) throws IOException {
        return switch (found) {
            case Found.Nothing(var path, var reason) -> failed(path, reason);
            case Found.Photo(var file, var _) -> {
                try {
                    yield photo(file, mien, explaining);
                } catch (mien.image.PictureException e) {
                    yield failed(file, String.valueOf(e.getMessage()));
                } catch (OutOfMemoryError _) {
                    yield failed(file, Found.Photo.TOO_LARGE);
                }
            }
        };
    }

    private String failed(Path file, String reason) throws IOException {
        var entry = entry(file);
        entry.putArray("faces");
        entry.put("error", reason);
        json.add(entry);
        return file + ": " + reason;
    }

    private String photo(Path file, Mien mien, FaceExplaining explaining) throws IOException {
        var picture = mien.read(file);
        var faces = mien.analyze(picture).humanFaces();
        if (faces.isEmpty()) {
            return failed(
                    file, "no face was found; for a picture that is a face and nothing else, add --detector whole");
        }
        var margin = subject.input().margin();
        var crops = faces.stream()
                .map(face -> picture.crop(face.box().square(margin)))
                .toList();
        var all = explaining.explain(crops);
        var entry = entry(file);
        var list = entry.putArray("faces");
        var lines = new ArrayList<String>();
        var name = stem(file);
        for (int i = 0; i < all.size(); i++) {
            var stem = all.size() == 1 ? name : name + "-face" + (i + 1);
            var one = list.addObject();
            box(one, faces.get(i));
            ExplanationJson.add(one, all.get(i));
            lines.addAll(lines(write(stem, all.get(i)), all.get(i)));
            explained++;
            all.get(i)
                    .maps()
                    .forEach(map -> coarsest = Math.min(coarsest, map.map().width()));
        }
        entry.putNull("error");
        json.add(entry);
        return String.join("\n", lines);
    }

    private static ObjectNode entry(Path file) {
        return JsonNodeFactory.instance.objectNode().put("file", file.toString());
    }

    private static void box(ObjectNode json, Face face) {
        var box = json.putObject("box");
        box.put("x", face.box().x());
        box.put("y", face.box().y());
        box.put("width", face.box().width());
        box.put("height", face.box().height());
    }

    /// Writes the sheet and the maps, and returns where the sheet is.
    private Path write(String stem, FaceExplanation face) throws IOException {
        var sheet = write(stem, Sheet.of(face, method, SIDE));
        for (var one : face.maps()) {
            if (one.map().peak() > 0) {
                var grey = face.picture().grey().resized(SINGLE, SINGLE);
                write(
                        stem + "-" + plain(one.label()),
                        HeatColours.over(grey, one.map(), one.map().reach()));
            }
        }
        return sheet;
    }

    /// Under this name, or with a number where another picture of this run has it.
    private Path write(String stem, Picture picture) throws IOException {
        var name = stem + ".png";
        for (int i = 2; !taken.add(name); i++) {
            name = stem + "-" + i + ".png";
        }
        return Files.write(folder.resolve(name), picture.png());
    }

    private static List<String> lines(Path sheet, FaceExplanation face) {
        var lines = new ArrayList<String>();
        for (var one : face.maps()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %s %.0f %%, because of %s",
                    sheet,
                    one.label(),
                    100 * one.probability(),
                    one.shares().sentence(3)));
            one.shares().warning().ifPresent(warning -> lines.add("  warning: " + warning));
        }
        return lines;
    }

    private static String stem(Path file) {
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return plain(dot <= 0 ? name : name.substring(0, dot));
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    }

    /// `explain.json` has what was explained so far, and is where it belongs.
    @Override
    public void close() throws IOException {
        try (json) {
            json.finish();
        }
    }
}
