package mien.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import mien.image.Preprocessing;

/// Looks inside a network: gives the values of every output of a graph, also of those that no contract names. For one
/// thread at a time.
public final class Probe implements AutoCloseable {
    private final String where;
    private final Preprocessing input;
    private final OrtEnvironment environment = OnnxNatives.environment();
    private final OrtSession session;

    /// @param where what to call the model in an error
    /// @param model an ONNX file with one input, [Contract#INPUT], as Mien's have it
    /// @param input what it sees
    /// @throws ModelException if ONNX Runtime refuses it
    public Probe(String where, byte[] model, Preprocessing input, Engine engine) {
        this.where = where;
        this.input = input;
        session = Sessions.unchecked(environment, where, model, engine);
    }

    /// Runs one batch.
    ///
    /// @param inputs one face each, `[C, H, W]` raw pixels
    /// @param outputs names of outputs that hold real numbers
    /// @param seen takes each name with its values, which are gone when it returns
    public void run(List<byte[]> inputs, Set<String> outputs, BiConsumer<String, FloatBuffer> seen) {
        long[] shape = {inputs.size(), input.channels(), input.height(), input.width()};
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocate((long) input.bytes() * inputs.size()).asByteBuffer();
            inputs.forEach(pixels::put);
            pixels.flip();
            try (var images = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
                    var result = session.run(Map.of(Contract.INPUT, images), outputs)) {
                result.forEach(entry -> seen.accept(entry.getKey(), ((OnnxTensor) entry.getValue()).getFloatBuffer()));
            }
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime failed to close: " + e.getMessage(), e);
        }
    }
}
