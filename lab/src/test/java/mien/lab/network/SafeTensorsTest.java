package mien.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

    @TempDir
    Path folder;

    /// Property: what is written reads back the same, bit for bit.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void whatIsWrittenReadsBack(long seed) {
        var random = new SplittableRandom(seed);
        var big = floats(random, 3 * random.nextInt(1, 200_000));
        var scalar = floats(random, 1);
        var file = folder.resolve("a.safetensors");

        SafeTensors.write(
                file,
                Map.of(
                        "trunk.0.weight",
                        new Weights.Array(big, big.length / 3, 3),
                        "step",
                        new Weights.Array(scalar),
                        "none",
                        new Weights.Array(new float[0], 0, 7)),
                Map.of("epoch", "12", "näme", "\"quoted\"\n"));
        var read = SafeTensors.read(file);

        assertThat(read.tensors().keySet()).containsExactly("none", "step", "trunk.0.weight");
        assertThat(Arrays.equals(array(read, "trunk.0.weight").values(), big)).isTrue();
        assertThat(array(read, "trunk.0.weight").shape()).containsExactly(big.length / 3, 3);
        assertThat(array(read, "step").values()).containsExactly(scalar);
        assertThat(array(read, "step").shape()).isEmpty();
        assertThat(array(read, "none").shape()).containsExactly(0, 7);
        assertThat(read.metadata()).isEqualTo(Map.of("epoch", "12", "näme", "\"quoted\"\n"));
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    }

    /// The layout of the format's own specification, byte by byte.
    @Test
    void fileIsALengthAJsonHeaderAndLittleEndianFloats() throws IOException {
        var file = folder.resolve("b.safetensors");

        SafeTensors.write(file, Map.of("w", new Weights.Array(new float[] {1, -2}, 1, 2)), Map.of("k", "v"));

        var header =
                "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        int padded = (header.length() + 7) / 8 * 8;
        var expected = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
        expected.putFloat(1).putFloat(-2);
        assertThat(Files.readAllBytes(file)).containsExactly(expected.array());
    }

    @Test
    void writingReplacesTheOldFile() {
        var file = folder.resolve("c.safetensors");
        SafeTensors.write(file, Map.of("w", new Weights.Array(new float[9], 9)), Map.of());

        SafeTensors.write(file, Map.of("v", new Weights.Array(new float[] {4}, 1)), Map.of());

        assertThat(SafeTensors.read(file).tensors().keySet()).containsExactly("v");
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        var file = folder.resolve("d.safetensors");
        SafeTensors.write(file, Map.of("w", new Weights.Array(new float[4], 4)), Map.of());
        var whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            var cut = folder.resolve("cut-" + length);
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafeTensors.read(cut)).isInstanceOf(NetworkFileException.class);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> SafeTensors.read(file))
                .hasMessage(file + ": is cut short: 15 bytes where 16 are needed; use another copy");
    }

    @Test
    void foreignFilesAreNamedSo() throws IOException {
        var text = Files.writeString(folder.resolve("e.txt"), "a text of more than eight letters");
        var tiny = Files.writeString(folder.resolve("f.txt"), "tiny");
        var json = Files.write(folder.resolve("g"), file("[1, 2, 3]", 0));

        assertThatThrownBy(() -> SafeTensors.read(text))
                .hasMessage(text + ": is not a safetensors file: its header would have 8007528197911748705 bytes");
        assertThatThrownBy(() -> SafeTensors.read(tiny))
                .hasMessage(tiny + ": is not a safetensors file: it has 4 bytes");
        assertThatThrownBy(() -> SafeTensors.read(json))
                .hasMessage(json + ": is not a safetensors file: its header is not a JSON object");
    }

    /// One, minus two, and a half, in each format's own bits.
    @ParameterizedTest
    @CsvSource({"F64, 8", "F32, 4", "F16, 2", "BF16, 2"})
    void everyFormatOfRealNumbersIsRead(FloatFormat format, int bytes) throws IOException {
        var header = "{\"w\":{\"dtype\":\"" + format + "\",\"shape\":[3],\"data_offsets\":[0," + 3 * bytes
                + "]},\"count\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[" + 3 * bytes + ","
                + (3 * bytes + 8) + "]}}";
        var content = ByteBuffer.wrap(file(header, 3 * bytes + 8)).order(ByteOrder.LITTLE_ENDIAN);
        content.position(8 + header.length());
        for (double value : new double[] {1, -2, 0.5}) {
            switch (format) {
                case F64 -> content.putDouble(value);
                case F32 -> content.putFloat((float) value);
                case F16 -> content.putShort(Float.floatToFloat16((float) value));
                case BF16 -> content.putShort((short) (Float.floatToIntBits((float) value) >>> 16));
            }
        }
        var path = Files.write(folder.resolve("formats"), content.array());

        var read = SafeTensors.read(path);

        assertThat(read.tensors().keySet()).containsExactly("w");
        assertThat(array(read, "w").values()).containsExactly(1, -2, 0.5f);
    }

    @Test
    void otherTypesAndImpossibleShapesAreRefused() throws IOException {
        var half = Files.write(
                folder.resolve("h"), file("{\"w\":{\"dtype\":\"F8_E4M3\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4));
        var wrong = Files.write(
                folder.resolve("i"), file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4));

        assertThatThrownBy(() -> SafeTensors.read(half))
                .hasMessage(half + ": tensor w has type F8_E4M3; convert it to F32, F16 or BF16");
        assertThatThrownBy(() -> SafeTensors.read(wrong))
                .hasMessage(wrong + ": tensor w of shape [2] cannot fill bytes 0 to 4; the file is damaged");
    }

    @Test
    void missingFilesAndFoldersAreNamed() {
        var missing = folder.resolve("no").resolve("such");

        assertThatThrownBy(() -> SafeTensors.read(missing)).hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> SafeTensors.write(missing, Map.of(), Map.of()))
                .isInstanceOf(NetworkFileException.class)
                .hasMessageStartingWith(missing + ": cannot be written (");
    }

    private static Weights.Array array(SafeTensors file, String name) {
        return Objects.requireNonNull(file.tensors().get(name));
    }

    private static byte[] file(String header, int dataBytes) {
        var bytes = ByteBuffer.allocate(8 + header.length() + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putLong(header.length())
                .put(header.getBytes(StandardCharsets.UTF_8))
                .array();
    }

    private static float[] floats(SplittableRandom random, int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt()); // any bits, NaN too
        }
        return values;
    }
}
