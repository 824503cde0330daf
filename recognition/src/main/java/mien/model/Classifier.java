package mien.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A model in memory: faces in, calibrated probabilities out. Safe for many threads at once.
public final class Classifier implements AutoCloseable {
    private final String where;
    private final Contract contract;
    private final int batch;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock(); // nobody closes while others run
    private boolean closed;

    Classifier(String where, byte[] model, Contract contract, Engine engine) {
        this.where = where;
        this.contract = contract;
        batch = engine.batch();
        environment = OnnxNatives.environment();
        session = Sessions.start(environment, where, model, contract, engine);
    }

    public Contract contract() {
        return contract;
    }

    /// Classifies faces by one head.
    ///
    /// @param inputs one face each, `[C, H, W]` raw pixels, as [Contract#input] makes them
    /// @param head one of the contract's heads
    /// @return `[inputs, classes]`, calibrated; each row sums to 1
    /// @throws ModelException if an input has the wrong size, the head is unknown, the network answers with no
    ///     probabilities, or this is closed
    public double[][] classify(List<byte[]> inputs, Head head) {
        contract.head(head.name());
        var out = new double[inputs.size()][];
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new ModelException(where + ": the model is closed; open it again");
            }
            for (int from = 0; from < out.length; from += batch) {
                var part = inputs.subList(from, Math.min(out.length, from + batch));
                var raw = run(part, head);
                int classes = head.labels().size();
                for (int i = 0; i < part.size(); i++) {
                    var row = new float[classes];
                    System.arraycopy(raw, i * classes, row, 0, classes);
                    out[from + i] = calibrated(row, head);
                }
            }
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            inUse.readLock().unlock();
        }
        return out;
    }

    private double[] calibrated(float[] row, Head head) {
        try {
            return head.calibrated(row);
        } catch (ModelException e) {
            throw new ModelException(where + ": " + e.getMessage(), e);
        }
    }

    /// @return softmax outputs, `[inputs * classes]`
    private float[] run(List<byte[]> inputs, Head head) throws OrtException {
        var in = contract.input();
        long[] shape = {inputs.size(), in.channels(), in.height(), in.width()};
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocate((long) in.bytes() * inputs.size()).asByteBuffer();
            inputs.forEach(input -> put(input, pixels));
            pixels.flip();
            try (var images = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
                    var result = session.run(Map.of(Contract.INPUT, images), Set.of(head.name()))) {
                var values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                var floats = new float[values.remaining()];
                values.get(floats);
                return floats;
            }
        }
    }

    private void put(byte[] input, ByteBuffer pixels) {
        var in = contract.input();
        if (input.length != in.bytes()) {
            throw new ModelException(where + ": a face must be " + in.channels() + "x" + in.height() + "x" + in.width()
                    + " = " + in.bytes() + " bytes, got " + input.length);
        }
        pixels.put(input);
    }

    /// Waits for what is running, then frees the engine.
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime failed to close: " + e.getMessage(), e);
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
