package mien.lab.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import mien.lab.network.FloatFormat;
import mien.lab.network.NetworkFileException;
import mien.lab.network.Weights;
import mien.protobuf.ProtoReader;
import org.jspecify.annotations.Nullable;

/// The constants of an ONNX file, which are its weights; of any exporter, in 64, 32 or 16 bits. Whole numbers, which
/// are no weights, are passed over.
public final class OnnxInitializers {
    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;

    private final Path file;
    private final Map<String, Weights.Array> byName = new TreeMap<>();

    private OnnxInitializers(Path file) {
        this.file = file;
    }

    /// The arrays by name.
    ///
    /// @throws NetworkFileException if the file is missing, damaged, not ONNX, or keeps its weights in other files
    public static Map<String, Weights.Array> read(Path file) {
        try (var channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new NetworkFileException(file, "is larger than 2 GB, which no ONNX file is");
            }
            var initializers = new OnnxInitializers(file);
            initializers.model(new ProtoReader(channel.map(MapMode.READ_ONLY, 0, channel.size())));
            return initializers.byName;
        } catch (NoSuchFileException e) {
            throw new NetworkFileException(file, "there is no such file", e);
        } catch (ProtoReader.Malformed e) {
            throw new NetworkFileException(file, "is not an ONNX file, or cut short; use another copy", e);
        } catch (IOException e) {
            throw new NetworkFileException(file, "cannot be read (" + e + ")", e);
        }
    }

    private void model(ProtoReader in) throws ProtoReader.Malformed {
        boolean graph = false;
        while (in.next()) {
            if (in.field() == GRAPH) {
                graph = true;
                graph(in.message());
            }
        }
        if (!graph) {
            throw new ProtoReader.Malformed();
        }
    }

    private void graph(ProtoReader in) throws ProtoReader.Malformed {
        while (in.next()) {
            if (in.field() == INITIALIZER) {
                new Tensor().read(in.message());
            }
        }
    }

    /// A `TensorProto` as it is read.
    private final class Tensor {
        private static final int DIMS = 1;
        private static final int TYPE = 2;
        private static final int FLOATS = 4;
        private static final int INTS = 5;
        private static final int NAME = 8;
        private static final int RAW = 9;
        private static final int DOUBLES = 10;
        private static final int LOCATION = 14;
        private static final int EXTERNAL = 1;

        private final ArrayList<Long> dims = new ArrayList<>();
        private String name = "";
        private @Nullable FloatFormat format;
        private @Nullable ByteBuffer packed;
        private final ArrayList<Float> single = new ArrayList<>();

        void read(ProtoReader in) throws ProtoReader.Malformed {
            boolean external = false;
            while (in.next()) {
                switch (in.field()) {
                    case DIMS -> in.varints(dims::add);
                    case TYPE -> format = format(in.varint());
                    case NAME ->
                        name = StandardCharsets.UTF_8.decode(in.bytes()).toString();
                    case RAW -> packed = in.bytes();
                    case FLOATS -> floats(in);
                    case DOUBLES -> packed = in.bytes(); // no exporter writes them one by one
                    case INTS -> in.varints(bits -> single.add(half(bits)));
                    case LOCATION -> external = in.varint() == EXTERNAL;
                    default -> {}
                }
            }
            if (external) {
                throw new NetworkFileException(
                        file, "keeps " + name + " in another file; export the model as one file");
            }
            if (format != null) {
                byName.put(
                        name,
                        new Weights.Array(
                                values(format), dims.stream().mapToLong(d -> d).toArray()));
            }
        }

        private void floats(ProtoReader in) throws ProtoReader.Malformed {
            if (in.packed()) {
                packed = in.bytes();
            } else {
                single.add(in.fixed32());
            }
        }

        /// 16 bit numbers that are kept as whole numbers.
        private float half(long bits) {
            return format == FloatFormat.BF16
                    ? Float.intBitsToFloat((int) bits << Short.SIZE)
                    : Float.float16ToFloat((short) bits);
        }

        private float[] values(FloatFormat format) throws ProtoReader.Malformed {
            long count = dims.stream().mapToLong(d -> d).reduce(1, (a, b) -> a * b);
            if (packed == null ? count != single.size() : count * format.bytes() != packed.remaining()) {
                throw new ProtoReader.Malformed();
            }
            var values = new float[Math.toIntExact(count)];
            if (packed != null) {
                format.read(packed.order(ByteOrder.LITTLE_ENDIAN), values, 0, values.length);
            } else {
                for (int i = 0; i < values.length; i++) {
                    values[i] = single.get(i);
                }
            }
            return values;
        }

        private static @Nullable FloatFormat format(long type) {
            return switch ((int) type) {
                case 1 -> FloatFormat.F32;
                case 10 -> FloatFormat.F16;
                case 11 -> FloatFormat.F64;
                case 16 -> FloatFormat.BF16;
                default -> null;
            };
        }
    }
}
