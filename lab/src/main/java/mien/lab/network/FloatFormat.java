package mien.lab.network;

import java.nio.ByteBuffer;

/// How files keep real numbers; all become 32 bit here.
public enum FloatFormat {
    F64(Double.BYTES),
    F32(Float.BYTES),
    F16(Short.BYTES),

    /// The upper half of an `F32`.
    BF16(Short.BYTES);

    private final int bytes;

    FloatFormat(int bytes) {
        this.bytes = bytes;
    }

    /// Of one value.
    public int bytes() {
        return bytes;
    }

    /// Reads values from the buffer's position on, in its byte order.
    ///
    /// @param at index of the first in `into`
    public void read(ByteBuffer from, float[] into, int at, int count) {
        for (int i = at; i < at + count; i++) {
            into[i] = switch (this) {
                case F64 -> (float) from.getDouble();
                case F32 -> from.getFloat();
                case F16 -> Float.float16ToFloat(from.getShort());
                case BF16 -> Float.intBitsToFloat(from.getShort() << Short.SIZE);
            };
        }
    }
}
