package mien.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/// Walks over the fields of one protobuf message; what is not asked for is passed over.
final class Protobuf {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int start;
    private long key;
    private long number;
    private ByteBuffer value;

    /// The bytes are no such message.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }

    Protobuf(ByteBuffer in) {
        this.in = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.value = this.in.slice(0, 0);
    }

    /// Goes to the next field; false at the end.
    boolean next() throws Malformed {
        if (!in.hasRemaining()) {
            return false;
        }
        start = in.position();
        key = varint(in);
        switch ((int) (key & 7)) {
            case VARINT -> number = varint(in);
            case FIXED64 -> value = slice(Long.BYTES);
            case FIXED32 -> value = slice(Float.BYTES);
            case BYTES -> value = slice(varint(in));
            default -> throw new Malformed();
        }
        return true;
    }

    int field() {
        return (int) (key >>> 3);
    }

    long varint() throws Malformed {
        if ((key & 7) != VARINT) {
            throw new Malformed();
        }
        return number;
    }

    boolean isBytes() {
        return (key & 7) == BYTES;
    }

    /// A run of bytes: a text, a message, or numbers side by side. Little endian, sharing the memory of the
    /// message.
    ByteBuffer bytes() throws Malformed {
        if (!isBytes()) {
            throw new Malformed();
        }
        return value.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    String text() throws Malformed {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    Protobuf message() throws Malformed {
        return new Protobuf(bytes());
    }

    float real() throws Malformed {
        if ((key & 7) != FIXED32) {
            throw new Malformed();
        }
        return value.getFloat(0);
    }

    /// The field as it stands in the message, with its number.
    byte[] raw() {
        var bytes = new byte[in.position() - start];
        in.get(start, bytes);
        return bytes;
    }

    /// The field's whole numbers: one, or several side by side.
    void varints(LongConsumer each) throws Malformed {
        if ((key & 7) == VARINT) {
            each.accept(number);
            return;
        }
        var numbers = bytes();
        while (numbers.hasRemaining()) {
            each.accept(varint(numbers));
        }
    }

    /// A field of bytes as it stands in a message.
    static byte[] field(int number, byte[] content) {
        var out = new ByteArrayOutputStream();
        write(out, ((long) number << 3) | BYTES);
        write(out, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] field(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A field of one whole number.
    static byte[] field(int number, long value) {
        var out = new ByteArrayOutputStream();
        write(out, ((long) number << 3) | VARINT);
        write(out, value);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            out.write((int) ((rest & 0x7F) | 0x80));
        }
        out.write((int) rest);
    }

    private ByteBuffer slice(long bytes) throws Malformed {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new Malformed();
        }
        var slice = in.slice(in.position(), (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) bytes);
        return slice;
    }

    private static long varint(ByteBuffer in) throws Malformed {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
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
}
