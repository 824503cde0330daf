package mien.lab.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Constant values of an ONNX graph, as they lie in the file.
///
/// @param shape of the tensor; a single number has none
/// @param raw the values one after the other, little-endian
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record OnnxConstant(Type type, long[] shape, byte[] raw) {

    /// How each value is kept.
    public enum Type {
        FLOAT(1, Float.BYTES),
        UINT8(2, Byte.BYTES),
        INT8(3, Byte.BYTES),
        INT32(6, Integer.BYTES),
        INT64(7, Long.BYTES),
        FLOAT16(10, Short.BYTES);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        /// The number that ONNX has for it.
        public int code() {
            return code;
        }
    }

    public OnnxConstant {
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (raw.length != count * type.bytes) {
            throw new IllegalArgumentException("constant: " + type + " " + Arrays.toString(shape) + " needs "
                    + count * type.bytes + " bytes, got " + raw.length);
        }
    }

    public static OnnxConstant floats(float[] values, long... shape) {
        var raw = new byte[Float.BYTES * values.length];
        littleEndian(raw).asFloatBuffer().put(values);
        return new OnnxConstant(Type.FLOAT, shape, raw);
    }

    /// In half the bytes, each rounded to the nearest that there is.
    public static OnnxConstant halves(float[] values, long... shape) {
        var raw = new byte[Short.BYTES * values.length];
        var into = littleEndian(raw);
        for (float value : values) {
            into.putShort(Float.floatToFloat16(value));
        }
        return new OnnxConstant(Type.FLOAT16, shape, raw);
    }

    public static OnnxConstant ints(int[] values, long... shape) {
        var raw = new byte[Integer.BYTES * values.length];
        littleEndian(raw).asIntBuffer().put(values);
        return new OnnxConstant(Type.INT32, shape, raw);
    }

    /// Whole numbers side by side, `[values]`.
    public static OnnxConstant longs(long... values) {
        var raw = new byte[Long.BYTES * values.length];
        littleEndian(raw).asLongBuffer().put(values);
        return new OnnxConstant(Type.INT64, new long[] {values.length}, raw);
    }

    /// The values of a [Type#FLOAT], [Type#FLOAT16] or [Type#INT8] as real numbers.
    public float[] toFloats() {
        var values = new float[raw.length / type.bytes];
        var in = littleEndian(raw);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT -> in.getFloat();
                case FLOAT16 -> Float.float16ToFloat(in.getShort());
                case INT8 -> in.get();
                case UINT8, INT32, INT64 -> throw new IllegalStateException(type + " holds no real numbers");
            };
        }
        return values;
    }

    private static ByteBuffer littleEndian(byte[] raw) {
        return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    }
}
