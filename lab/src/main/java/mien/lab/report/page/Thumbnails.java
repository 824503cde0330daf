package mien.lab.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;

/// Small copies of pictures, packed into few sheets so that thousands fit into a page: `i` is in sheet `i / 256`,
/// whose cells are read row by row. Each lies in the left upper corner of its cell.
///
/// @param cell width and height of a cell in pixels
/// @param sizes width and height of each thumbnail in pixels, both 0 for a picture that cannot be read
/// @param sheets as WebP
public record Thumbnails(int cell, List<Size> sizes, List<byte[]> sheets) {
    static final int COLUMNS = 16;
    static final int ON_A_SHEET = COLUMNS * COLUMNS;
    private static final int QUALITY = 45;
    private static final int SMALL = 48; // pixels: such cells come in thousands
    private static final int QUALITY_OF_SMALL = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    public Thumbnails {
        sizes = List.copyOf(sizes);
        sheets = List.copyOf(sheets);
    }

    /// In pixels.
    public record Size(int width, int height) {
        static final Size NONE = new Size(0, 0);

        /// The largest size of this shape that fits into a square; small pictures are not enlarged.
        Size within(int side) {
            double scale = Math.min(1, (double) side / Math.max(width, height));
            return new Size(
                    Math.max(1, (int) Math.round(width * scale)), Math.max(1, (int) Math.round(height * scale)));
        }
    }

    /// Packs pictures that are at hand.
    public static Thumbnails of(List<Picture> pictures, int cell) {
        return of(pictures.size(), i -> Optional.of(small(pictures.get(i), cell)), cell);
    }

    /// Reads pictures, on all cores, and packs them.
    public static Thumbnails of(PictureSource source, List<Sample> samples, int cell) {
        return of(samples.size(), i -> small(source, samples.get(i), cell), cell);
    }

    private static Thumbnails of(int count, IntFunction<Optional<Picture>> made, int cell) {
        var sizes = new ArrayList<Size>();
        var sheets = new ArrayList<byte[]>();
        for (int from = 0; from < count; from += ON_A_SHEET) {
            var small = IntStream.range(from, Math.min(count, from + ON_A_SHEET))
                    .parallel()
                    .mapToObj(made)
                    .toList();
            small.forEach(picture ->
                    sizes.add(picture.map(p -> new Size(p.width(), p.height())).orElse(Size.NONE)));
            sheets.add(sheet(small, cell).webp(cell <= SMALL ? QUALITY_OF_SMALL : QUALITY));
        }
        return new Thumbnails(cell, sizes, sheets);
    }

    private static Optional<Picture> small(PictureSource source, Sample sample, int cell) {
        try {
            return Optional.of(small(source.read(sample), cell));
        } catch (PictureException _) {
            return Optional.empty(); // its place stays empty; that it cannot be read is a finding of its own
        }
    }

    private static Picture small(Picture picture, int cell) {
        var size = new Size(picture.width(), picture.height()).within(cell);
        return picture.resized(size.width(), size.height());
    }

    private static Picture sheet(List<Optional<Picture>> pictures, int cell) {
        boolean colour = pictures.stream().flatMap(Optional::stream).anyMatch(picture -> picture.channels() == 3);
        int channels = colour ? 3 : 1;
        int width = Math.min(COLUMNS, pictures.size()) * cell;
        int height = Math.ceilDiv(pictures.size(), COLUMNS) * cell;
        var pixels = new byte[width * height * channels];
        IntStream.range(0, pictures.size())
                .forEach(i -> pictures.get(i).ifPresent(picture -> {
                    int start = (i / COLUMNS * cell * width + i % COLUMNS * cell) * channels;
                    copy(colour ? picture.colour() : picture, pixels, start, width * channels);
                }));
        return new Picture(width, height, channels, pixels);
    }

    private static void copy(Picture picture, byte[] pixels, int start, int stride) {
        int length = picture.width() * picture.channels();
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(picture.pixels(), y * length, pixels, start + y * stride, length);
        }
    }

    /// For the pages' script: `{cell, columns, perSheet, sizes: [w0, h0, w1, ...], sheets: [data URI]}`.
    public JsonNode json() {
        var json = JSON.createObjectNode();
        json.put("cell", cell).put("columns", COLUMNS).put("perSheet", ON_A_SHEET);
        var flat = json.putArray("sizes");
        sizes.forEach(size -> flat.add(size.width()).add(size.height()));
        var uris = json.putArray("sheets");
        sheets.forEach(sheet ->
                uris.add("data:image/webp;base64," + Base64.getEncoder().encodeToString(sheet)));
        return json;
    }
}
