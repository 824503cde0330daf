package mien.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        return classify(inputs, List.of(head)).getFirst();
    }

    /// The same by several heads, for little more than the time of one.
    ///
    /// @return for each head `[inputs, classes]`
    public List<double[][]> classify(List<byte[]> inputs, List<Head> heads) {
        heads.forEach(head -> contract.head(head.name()));
        var out = heads.stream().map(_ -> new double[inputs.size()][]).toList();
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new ModelException(where + ": the model is closed; open it again");
            }
            for (int from = 0; from < inputs.size(); from += batch) {
                var part = inputs.subList(from, Math.min(inputs.size(), from + batch));
                var raw = run(part, heads);
                for (int h = 0; h < raw.size(); h++) {
                    calibrate(raw.get(h), heads.get(h), from, out.get(h));
                }
            }
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            inUse.readLock().unlock();
        }
        return out;
    }

    private void calibrate(float[] raw, Head head, int from, double[][] out) {
        int classes = head.labels().size();
        for (int i = 0; i < raw.length / classes; i++) {
            out[from + i] = calibrated(Arrays.copyOfRange(raw, i * classes, (i + 1) * classes), head);
        }
    }

    private double[] calibrated(float[] row, Head head) {
        try {
            return head.calibrated(row);
        } catch (ModelException e) {
            throw new ModelException(where + ": " + e.getMessage(), e);
        }
    }

    /// @return per head softmax outputs, `[inputs * classes]`
    private List<float[]> run(List<byte[]> inputs, List<Head> heads) throws OrtException {
        var in = contract.input();
        long[] shape = {inputs.size(), in.channels(), in.height(), in.width()};
        var names = new LinkedHashSet<>(heads.stream().map(Head::name).toList());
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocate((long) in.bytes() * inputs.size()).asByteBuffer();
            inputs.forEach(input -> put(input, pixels));
            pixels.flip();
            try (var images = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
                    var result = session.run(Map.of(Contract.INPUT, images), names)) {
                var answers = new ArrayList<float[]>();
                for (var head : heads) {
                    answers.add(floats((OnnxTensor) result.get(head.name()).orElseThrow()));
                }
                return answers;
            }
        }
    }

    private static float[] floats(OnnxTensor tensor) {
        var values = tensor.getFloatBuffer();
        var floats = new float[values.remaining()];
        values.get(floats);
        return floats;
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
