package mien.lab.pack;

import mien.lab.onnx.OnnxConstant;

/// Weights `[out, ...]`, one row for each output channel.
///
/// @param values row by row
/// @param shape as in the graph; its first number is that of the rows
@SuppressWarnings("ArrayRecordComponent") // bulk data: never compared, never leaves this package
record Rows(float[] values, long[] shape) {

    static Rows of(OnnxConstant constant) {
        return new Rows(constant.toFloats(), constant.shape());
    }

    int count() {
        return Math.toIntExact(shape[0]);
    }

    /// For each row the step at which `largest` steps reach its largest weight.
    float[] scales(int largest) {
        var scales = new float[count()];
        int each = values.length / scales.length;
        for (int i = 0; i < values.length; i++) {
            scales[i / each] = Math.max(scales[i / each], Math.abs(values[i]) / largest);
        }
        for (int row = 0; row < scales.length; row++) {
            scales[row] = scales[row] > 0 ? scales[row] : 1; // all weights are 0
        }
        return scales;
    }

    /// Each weight as the nearest whole number of its row's steps.
    OnnxConstant quantized(float[] scales) {
        int each = values.length / scales.length;
        var raw = new byte[values.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) Math.clamp(Math.round(values[i] / scales[i / each]), -Byte.MAX_VALUE, Byte.MAX_VALUE);
        }
        return new OnnxConstant(OnnxConstant.Type.INT8, shape, raw);
    }

    OnnxConstant times(float[] scales) {
        int each = values.length / scales.length;
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] * scales[i / each];
        }
        return OnnxConstant.floats(out, shape);
    }
}
