package mien.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The few protobuf wire types that an ONNX file needs. Large values are kept as they are and copied once, at the
/// end, however deep the message they sit in.
public final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final List<byte[]> done = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    public ProtoWriter varint(int field, long value) {
        key(field, VARINT);
        raw(value);
        return this;
    }

    public ProtoWriter fixed32(int field, float value) {
        key(field, FIXED32);
        open.writeBytes(littleEndian(value));
        return this;
    }

    public ProtoWriter string(int field, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        key(field, BYTES);
        raw(bytes.length);
        open.writeBytes(bytes);
        return this;
    }

    public ProtoWriter floats(int field, float... values) {
        return bytes(field, littleEndian(values));
    }

    public ProtoWriter bytes(int field, byte... bytes) {
        key(field, BYTES);
        raw(bytes.length);
        seal();
        done.add(bytes);
        return this;
    }

    public ProtoWriter message(int field, Consumer<ProtoWriter> content) {
        var inner = new ProtoWriter();
        content.accept(inner);
        return message(field, inner);
    }

    public ProtoWriter message(int field, ProtoWriter content) {
        content.seal();
        key(field, BYTES);
        raw(content.size());
        seal();
        done.addAll(content.done);
        return this;
    }

    public byte[] toBytes() {
        seal();
        var all = ByteBuffer.allocate(Math.toIntExact(size()));
        done.forEach(all::put);
        return all.array();
    }

    private long size() {
        return done.stream().mapToLong(chunk -> chunk.length).sum();
    }

    private void seal() {
        if (open.size() > 0) {
            done.add(open.toByteArray());
            open.reset();
        }
    }

    private static byte[] littleEndian(float... values) {
        var bytes = new byte[Float.BYTES * values.length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }

    private void key(int field, int type) {
        raw(((long) field << 3) | type);
    }

    private void raw(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            open.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        open.write((int) rest);
    }
}
