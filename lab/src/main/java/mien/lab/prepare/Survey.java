package mien.lab.prepare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.face.Alignment;
import mien.face.Detection;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.copies.Copies;
import mien.lab.copies.CopyFinder;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Hashing;
import mien.lab.dataset.Sample;
import mien.lab.prepare.Look.Crop;
import org.jspecify.annotations.Nullable;

/// The first look at every picture: which can be read, where the face is, which are copies.
///
/// @param seen for each sample of the data, in order
/// @param sha256 in hex, of all names and files (or pixels) in order
record Survey(List<Seen> seen, Copies copies, String sha256) {
    private static final int SMALLEST_FACE = 5; // of a picture's shorter side, the part that a face has at least

    Survey {
        seen = List.copyOf(seen);
    }

    /// What is known of one picture.
    ///
    /// @param problem why it cannot be read; empty if it can
    /// @param face the square to cut out; null for all of it
    @SuppressWarnings("ArrayRecordComponent") // compared and copied only on purpose
    record Seen(String problem, @Nullable Alignment face, byte[] hash) {
        Optional<Alignment> alignment() {
            return Optional.ofNullable(face);
        }
    }

    static Survey of(Dataset data, Crop crop) {
        var finder = new CopyFinder(data.samples().size());
        try (var eye = Eye.of(crop)) {
            var seen = IntStream.range(0, data.samples().size())
                    .parallel()
                    .mapToObj(i -> look(data, i, finder, eye))
                    .toList();
            return new Survey(seen, finder.find(), sha256(data, seen));
        }
    }

    /// The bytes of a picture and the picture in them, read once.
    static Picture decoded(Dataset data, Sample sample, MessageDigest digest) {
        try {
            var encoded = data.source().encoded(sample);
            var picture =
                    encoded.map(Picture::decode).orElseGet(() -> data.source().read(sample));
            digest.update(encoded.orElseGet(picture::pixels));
            return picture;
        } catch (PictureException e) {
            throw e;
        } catch (RuntimeException e) { // what OpenCV throws has no type of its own
            throw new PictureException("cannot be decoded: " + e.getMessage(), e);
        }
    }

    private static Seen look(Dataset data, int i, CopyFinder finder, Eye eye) {
        var digest = Hashing.sha256();
        try {
            var picture = decoded(data, data.samples().get(i), digest);
            finder.add(i, picture);
            return new Seen("", eye.face(picture).orElse(null), digest.digest());
        } catch (PictureException e) {
            var problem = Objects.requireNonNullElse(e.getMessage(), "cannot be decoded");
            return new Seen(problem, null, digest.digest());
        }
    }

    private static String sha256(Dataset data, List<Seen> seen) {
        var digest = Hashing.sha256();
        for (int i = 0; i < seen.size(); i++) {
            var name = data.samples().get(i).file().getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(name.length).flip());
            digest.update(name);
            digest.update(seen.get(i).hash());
        }
        return Hashing.hex(digest.digest());
    }

    /// All groups of pictures that show the same.
    List<List<Integer>> copyGroups() {
        var groups = new ArrayList<>(copies.exact());
        groups.addAll(copies.near());
        return groups;
    }

    /// Finds the face to cut out.
    private record Eye(@Nullable FaceDetector detector, double margin) implements AutoCloseable {
        static Eye of(Crop crop) {
            return switch (crop) {
                case Crop.Whole _ -> new Eye(null, 1);
                case Crop.Face(var detector, var margin, var _) -> new Eye(FaceDetector.of(detector), margin);
            };
        }

        /// The largest face.
        Optional<Alignment> face(Picture picture) {
            if (detector == null) {
                return Optional.empty();
            }
            int least = Math.max(1, Math.min(picture.width(), picture.height()) / SMALLEST_FACE);
            return detector.detect(picture, least).stream()
                    .max(Comparator.comparingLong((Detection face) -> face.box().area())
                            .thenComparingDouble(Detection::score))
                    .map(face -> Alignment.of(face, margin));
        }

        @Override
        public void close() {
            if (detector != null) {
                detector.close();
            }
        }
    }
}
