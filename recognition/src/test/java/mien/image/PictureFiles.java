package mien.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;

/// Picture files of many forms, written by Java's ImageIO, OpenCV or by hand.
final class PictureFiles {
    private PictureFiles() {}

    /// 64x32: red, green above blue, white.
    static BufferedImage quadrants(int type) {
        var image = new BufferedImage(64, 32, type);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 64; x++) {
                image.setRGB(x, y, y < 16 ? (x < 32 ? 0xFFFF0000 : 0xFF00FF00) : (x < 32 ? 0xFF0000FF : 0xFFFFFFFF));
            }
        }
        return image;
    }

    static BufferedImage plain(Color colour) {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, colour.getRGB());
        }
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    static byte[] withExif(byte[] jpeg, byte[] exif) {
        return ByteBuffer.allocate(jpeg.length + 10 + exif.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (8 + exif.length))
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] withChunk(byte[] png, byte[] exif) {
        var chunk = ByteBuffer.allocate(4 + exif.length).put("eXIf".getBytes(StandardCharsets.ISO_8859_1));
        chunk.put(exif);
        var crc = new CRC32();
        crc.update(chunk.array());
        return ByteBuffer.allocate(png.length + 12 + exif.length)
                .put(png, 0, 33)
                .putInt(exif.length)
                .put(chunk.array())
                .putInt((int) crc.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }

    /// The quadrants as an uncompressed RGB TIFF.
    static byte[] tiff(int orientation) {
        var image = quadrants(BufferedImage.TYPE_INT_RGB);
        int[][] tags = {
            {256, 64},
            {257, 32},
            {258, 8},
            {259, 1},
            {262, 2},
            {273, 200},
            {274, orientation},
            {277, 3},
            {278, 32},
            {279, 64 * 32 * 3}
        };
        var out = ByteBuffer.allocate(200 + 64 * 32 * 3).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags.length);
        for (var tag : tags) {
            out.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        out.position(200);
        for (int i = 0; i < 64 * 32; i++) {
            int rgb = image.getRGB(i % 64, i / 64);
            out.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
        return out.array();
    }

    /// Red in inverted CMYK, as Adobe's programs write it.
    static byte[] cmykJpeg() throws IOException {
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 32, 4, null);
        for (int i = 0; i < 64 * 32; i++) {
            raster.setPixel(i % 64, i / 64, new int[] {255, 0, 0, 255});
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        }
        var plain = out.toByteArray();
        var adobe = new byte[] {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return ByteBuffer.allocate(plain.length + adobe.length)
                .put(plain, 0, 2)
                .put(adobe)
                .put(plain, 2, plain.length - 2)
                .array();
    }
}
