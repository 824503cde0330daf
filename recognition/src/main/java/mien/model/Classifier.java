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
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A model in memory: faces in, calibrated probabilities out. Safe for many threads at once.
public final class Classifier implements AutoCloseable {
    private final String where;
    private final Contract contract;
    private final int batch;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Supplier<byte[]> file;
    private final Engine engine;
    private final long checksum;
    private @Nullable Explaining explaining; // started when it is first asked for, guarded by this
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock(); // nobody closes while others run
    private boolean closed;

    /// @param file gives the same bytes once more
    Classifier(String where, byte[] model, Supplier<byte[]> file, Contract contract, Engine engine) {
        this.where = where;
        this.contract = contract;
        this.file = file;
        this.engine = engine;
        checksum = checksum(model);
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
            checkOpen();
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

    /// Classifies faces by one head and says which places of each face spoke for and against each class.
    ///
    /// It takes an engine of its own, which is started when this is first called.
    ///
    /// @param inputs as [#classify(List, Head)] takes them
    /// @return in the same order; the probabilities are those of `classify` to within a rounding error
    /// @throws ModelException as `classify` does, and if the network is one that has no class activation maps
    public List<Evidence> explain(List<byte[]> inputs, Head head) {
        contract.head(head.name());
        var out = new ArrayList<Evidence>();
        inUse.readLock().lock();
        try {
            checkOpen();
            var engineOfMaps = explaining();
            for (int from = 0; from < inputs.size(); from += batch) {
                var part = inputs.subList(from, Math.min(inputs.size(), from + batch));
                var answers = fed(part, images -> engineOfMaps.run(images, part.size(), head));
                var calibrated = new double[part.size()][];
                calibrate(answers.probabilities(), head, 0, calibrated);
                for (int i = 0; i < calibrated.length; i++) {
                    out.add(new Evidence(calibrated[i], answers.maps().get(i)));
                }
            }
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            inUse.readLock().unlock();
        }
        return List.copyOf(out);
    }

    private void checkOpen() {
        if (closed) {
            throw new ModelException(where + ": the model is closed; open it again");
        }
    }

    private synchronized Explaining explaining() {
        if (explaining == null) {
            var bytes = file.get();
            if (checksum(bytes) != checksum) {
                throw new ModelException(where + ": the file has changed since it was opened; open it again");
            }
            explaining = new Explaining(environment, where, bytes, contract, engine);
        }
        return explaining;
    }

    private static long checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
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
        var names = new LinkedHashSet<>(heads.stream().map(Head::name).toList());
        return fed(inputs, images -> {
            try (var result = session.run(Map.of(Contract.INPUT, images), names)) {
                var answers = new ArrayList<float[]>();
                for (var head : heads) {
                    answers.add(floats((OnnxTensor) result.get(head.name()).orElseThrow()));
                }
                return answers;
            }
        });
    }

    /// What is done with a batch in the engine's memory.
    @FunctionalInterface
    private interface Work<T> {
        T on(OnnxTensor images) throws OrtException;
    }

    private <T> T fed(List<byte[]> inputs, Work<T> work) throws OrtException {
        var in = contract.input();
        long[] shape = {inputs.size(), in.channels(), in.height(), in.width()};
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocate((long) in.bytes() * inputs.size()).asByteBuffer();
            inputs.forEach(input -> put(input, pixels));
            pixels.flip();
            try (var images = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8)) {
                return work.on(images);
            }
        }
    }

    static float[] floats(OnnxTensor tensor) {
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
                if (explaining != null) {
                    explaining.close();
                }
            }
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime failed to close: " + e.getMessage(), e);
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
