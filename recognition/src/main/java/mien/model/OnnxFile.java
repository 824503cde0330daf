package mien.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import mien.protobuf.ProtoReader;
import mien.protobuf.ProtoWriter;

/// The metadata of an ONNX file, read without starting an engine: the top level of its protobuf message,
/// nothing below.
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
        var in = new ProtoReader(ByteBuffer.wrap(bytes));
        var metadata = new LinkedHashMap<String, String>();
        boolean version = false;
        boolean graph = false;
        try {
            while (in.next()) {
                version |= in.field() == IR_VERSION && !in.packed();
                graph |= in.field() == GRAPH && in.packed();
                if (in.field() == METADATA && in.packed()) {
                    pair(in.message(), metadata);
                }
            }
        } catch (ProtoReader.Malformed _) {
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
        var in = new ProtoReader(ByteBuffer.wrap(bytes));
        try {
            while (in.next()) {
                var pair = new LinkedHashMap<String, String>();
                if (in.field() == METADATA && in.packed()) {
                    pair(in.message(), pair);
                }
                if (!pair.containsKey(key)) {
                    out.writeBytes(in.raw());
                }
            }
        } catch (ProtoReader.Malformed e) {
            throw new IllegalStateException("it was parsed before", e);
        }
        var added =
                new ProtoWriter().message(METADATA, pair -> pair.string(1, key).string(2, value));
        out.writeBytes(added.toBytes());
        return out.toByteArray();
    }

    private static String notOnnx(String where, byte[] bytes) {
        return where + ": not an ONNX file" + (bytes.length == 0 ? ", it is empty" : "")
                + "; give a model that Mien has exported";
    }

    private static void pair(ProtoReader in, Map<String, String> into) throws ProtoReader.Malformed {
        var key = "";
        var value = "";
        while (in.next()) {
            switch (in.packed() ? in.field() : 0) {
                case 1 -> key = in.text();
                case 2 -> value = in.text();
                default -> {}
            }
        }
        into.put(key, value);
    }
}
