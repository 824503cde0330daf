package mien.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The metadata of an ONNX file, read without starting an engine: the top level of its protobuf message, nothing
/// below.
///
/// @param metadata the key-value pairs of `metadata_props`, in order
record OnnxFile(Map<String, String> metadata) {
    private static final int IR_VERSION = 1;
    private static final int GRAPH = 7;
    private static final int METADATA = 14;

    OnnxFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// @param where what to call the file in an error
    /// @throws ModelException if these are not the bytes of a whole ONNX file
    static OnnxFile parse(String where, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var metadata = new LinkedHashMap<String, String>();
        boolean version = false;
        boolean graph = false;
        try {
            while (in.hasRemaining()) {
                long tag = varint(in);
                version |= tag == IR_VERSION << 3;
                graph |= tag == ((GRAPH << 3) | 2);
                if (tag == ((METADATA << 3) | 2)) {
                    pair(slice(in), metadata);
                } else {
                    skip(in, tag);
                }
            }
        } catch (Malformed _) {
            throw new ModelException(
                    version
                            ? where + ": the ONNX file is cut off or damaged (" + bytes.length
                                    + " bytes); copy or export it again"
                            : notOnnx(where, bytes));
        }
        if (!version || !graph) {
            throw new ModelException(notOnnx(where, bytes));
        }
        return new OnnxFile(metadata);
    }

    /// The same file with one pair of metadata set to a new value.
    ///
    /// @throws ModelException as [#parse] does
    static byte[] with(String where, byte[] bytes, String key, String value) {
        parse(where, bytes);
        var out = new ByteArrayOutputStream(bytes.length + value.length());
        var in = ByteBuffer.wrap(bytes);
        try {
            while (in.hasRemaining()) {
                int start = in.position();
                long tag = varint(in);
                var pair = new LinkedHashMap<String, String>();
                if (tag == ((METADATA << 3) | 2)) {
                    pair(slice(in), pair);
                } else {
                    skip(in, tag);
                }
                if (!pair.containsKey(key)) {
                    out.write(bytes, start, in.position() - start);
                }
            }
        } catch (Malformed e) {
            throw new IllegalStateException("it was parsed before", e);
        }
        var name = field(1, key.getBytes(StandardCharsets.UTF_8));
        var text = field(2, value.getBytes(StandardCharsets.UTF_8));
        var both = Arrays.copyOf(name, name.length + text.length);
        System.arraycopy(text, 0, both, name.length, text.length);
        out.writeBytes(field(METADATA, both));
        return out.toByteArray();
    }

    /// A length-delimited protobuf field.
    private static byte[] field(int number, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write((number << 3) | 2);
        int length = content.length;
        for (; length >= 0x80; length >>>= 7) {
            out.write((length & 0x7F) | 0x80);
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static String notOnnx(String where, byte[] bytes) {
        return where + ": not an ONNX file" + (bytes.length == 0 ? ", it is empty" : "")
                + "; give a model that Mien has exported";
    }

    private static void pair(ByteBuffer in, Map<String, String> into) throws Malformed {
        var key = "";
        var value = "";
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) tag) {
                case (1 << 3) | 2 -> key = text(in);
                case (2 << 3) | 2 -> value = text(in);
                default -> skip(in, tag);
            }
        }
        into.put(key, value);
    }

    private static String text(ByteBuffer in) throws Malformed {
        return StandardCharsets.UTF_8.decode(slice(in)).toString();
    }

    private static void skip(ByteBuffer in, long tag) throws Malformed {
        switch ((int) (tag & 7)) {
            case 0 -> varint(in);
            case 1 -> advance(in, 8);
            case 2 -> slice(in);
            case 5 -> advance(in, 4);
            default -> throw new Malformed();
        }
    }

    private static ByteBuffer slice(ByteBuffer in) throws Malformed {
        long length = varint(in);
        var slice = in.slice();
        advance(in, length);
        return slice.limit((int) length);
    }

    private static void advance(ByteBuffer in, long bytes) throws Malformed {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new Malformed();
        }
        in.position(in.position() + (int) bytes);
    }

    private static long varint(ByteBuffer in) throws Malformed {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw new Malformed();
            }
            byte b = in.get();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new Malformed();
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }
}
