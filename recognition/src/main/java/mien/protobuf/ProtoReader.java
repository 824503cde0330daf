package mien.protobuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/// Walks over the fields of a protobuf message; what is not asked for is passed over. The opposite of [ProtoWriter].
///
/// A field that is asked for as another type than it has is [Malformed].
public final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int start;
    private long key;
    private ByteBuffer value;
    private long number;

    /// The bytes are no such message.
    public static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    public ProtoReader(ByteBuffer in) {
        this.in = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.value = this.in.slice(0, 0);
    }

    /// Goes to the next field; false at the end.
    public boolean next() throws Malformed {
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

    public int field() {
        return (int) (key >>> 3);
    }

    /// Whether the field is a run of bytes: a text, a message, or numbers side by side.
    public boolean packed() {
        return (key & 7) == BYTES;
    }

    public long varint() throws Malformed {
        if ((key & 7) != VARINT) {
            throw new Malformed();
        }
        return number;
    }

    public float fixed32() throws Malformed {
        if ((key & 7) != FIXED32) {
            throw new Malformed();
        }
        return value.getFloat(0);
    }

    /// The field's whole numbers: one, or several side by side.
    public void varints(LongConsumer each) throws Malformed {
        if (!packed()) {
            each.accept(varint());
            return;
        }
        var numbers = bytes();
        while (numbers.hasRemaining()) {
            each.accept(varint(numbers));
        }
    }

    /// A run of bytes, little endian, sharing the memory of the message.
    public ByteBuffer bytes() throws Malformed {
        if (!packed()) {
            throw new Malformed();
        }
        return value.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    public String text() throws Malformed {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    /// The field's bytes, on their own.
    public byte[] copy() throws Malformed {
        var from = bytes();
        var copy = new byte[from.remaining()];
        from.get(copy);
        return copy;
    }

    public ProtoReader message() throws Malformed {
        return new ProtoReader(bytes());
    }

    /// The field as it stands in the message, with its number.
    public byte[] raw() {
        var bytes = new byte[in.position() - start];
        in.get(start, bytes);
        return bytes;
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
