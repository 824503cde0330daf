package mien.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// An ONNX file of any maker in memory: face crops in, probabilities out. For one thread at a time.
public final class ForeignClassifier implements AutoCloseable {
    private final String where;
    private final ForeignContract contract;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final boolean bytes;
    private final int batch;
    private final boolean fixedBatch;
    private final int[] order;

    /// @param file as [ModelFile#named] takes it
    /// @throws ModelException if the file is no ONNX file, or its graph does not fit the contract
    public ForeignClassifier(ModelFile file, ForeignContract contract, Engine engine) {
        where = file.toString();
        this.contract = contract;
        environment = OnnxNatives.environment();
        var model = file.bytes();
        OnnxFile.parse(where, model);
        session = Sessions.unchecked(environment, where, model, engine);
        try {
            input = named("input", contract.inputName(), session.getInputNames());
            output = named("output", contract.outputName(), session.getOutputNames());
            var tensor = tensor();
            bytes = tensor.type == OnnxJavaType.UINT8;
            long first = tensor.getShape()[0];
            fixedBatch = first > 0;
            batch = fixedBatch ? (int) first : engine.batch();
        } catch (ModelException e) {
            close();
            throw e;
        } catch (OrtException e) {
            close();
            throw new ModelException(where + ": ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
        order = contract.order();
    }

    private String named(String what, String wanted, Set<String> known) {
        boolean clear = what.equals("output") || known.size() == 1;
        if (wanted.isEmpty() && clear && !known.isEmpty()) {
            return known.iterator().next();
        }
        if (!known.contains(wanted)) {
            throw new ModelException(where + ": its contract must name the graph's " + what + "; the graph has "
                    + String.join(", ", known) + (wanted.isEmpty() ? "" : ", not " + wanted));
        }
        return wanted;
    }

    private TensorInfo tensor() throws OrtException {
        var node = session.getInputInfo().get(input);
        if (node == null || !(node.getInfo() instanceof TensorInfo tensor)) {
            throw new ModelException(where + ": its input " + input + " is no tensor; Mien can only give it pixels");
        }
        var shape = tensor.getShape();
        var expected = contract.shape(shape.length > 0 ? shape[0] : -1);
        boolean fits = shape.length == expected.length
                && IntStream.range(0, shape.length).allMatch(i -> shape[i] == expected[i] || shape[i] < 0);
        boolean typed = tensor.type == OnnxJavaType.FLOAT
                || (tensor.type == OnnxJavaType.UINT8 && contract.pixels().isRaw());
        if (!fits || !typed) {
            throw new ModelException(where + ": its input " + input + " is " + tensor.type + " "
                    + Arrays.toString(shape) + ", but the contract beside it describes "
                    + Arrays.toString(contract.shape(-1)).replace("-1", "N")
                    + " of float32 (or uint8 without scale, mean and std); correct the contract");
        }
        return tensor;
    }

    public ForeignContract contract() {
        return contract;
    }

    /// Classifies face crops.
    ///
    /// @param inputs one face each, `[C, H, W]` raw pixels, red first
    /// @return `[inputs, classes]`, calibrated; each row sums to 1
    /// @throws ModelException if the network answers with no probabilities
    public double[][] classify(List<byte[]> inputs) {
        var out = new double[inputs.size()][];
        try {
            for (int from = 0; from < inputs.size(); from += batch) {
                var part = inputs.subList(from, Math.min(inputs.size(), from + batch));
                var raw = run(part);
                for (int i = 0; i < part.size(); i++) {
                    out[from + i] = probabilities(raw, i);
                }
            }
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime failed: " + e.getMessage(), e);
        }
        return out;
    }

    private float[] run(List<byte[]> faces) throws OrtException {
        int count = fixedBatch ? batch : faces.size(); // a graph with a fixed batch gets blank faces, too
        int size = contract.input().bytes();
        try (var arena = Arena.ofConfined();
                var images = bytes ? bytes(arena, faces, count, size) : floats(arena, faces, count, size);
                var result = session.run(Map.of(input, images), Set.of(output))) {
            if (!(result.get(0) instanceof OnnxTensor tensor) || tensor.getInfo().type != OnnxJavaType.FLOAT) {
                throw new ModelException(where + ": its output " + output + " is not float32; Mien cannot read it");
            }
            var buffer = tensor.getFloatBuffer();
            var values = new float[buffer.remaining()];
            buffer.get(values);
            int classes = contract.head().labels().size();
            if (values.length != count * classes) {
                throw new ModelException(where + ": its output " + output + " gives "
                        + Arrays.toString(tensor.getInfo().getShape()) + " for a batch of " + count
                        + ", but its contract"
                        + " names " + classes + " labels; correct the contract");
            }
            return values;
        }
    }

    private OnnxTensor bytes(Arena arena, List<byte[]> faces, int count, int size) throws OrtException {
        var pixels = arena.allocate((long) count * size).asByteBuffer();
        for (var face : faces) {
            for (int from : order) {
                pixels.put(face[from]);
            }
        }
        return OnnxTensor.createTensor(environment, pixels.clear(), contract.shape(count), OnnxJavaType.UINT8);
    }

    private OnnxTensor floats(Arena arena, List<byte[]> faces, int count, int size) throws OrtException {
        var values = arena.allocate((long) count * size * Float.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (var face : faces) {
            for (int i = 0; i < size; i++) {
                values.put(contract.pixels().value(face[order[i]], contract.channel(i)));
            }
        }
        return OnnxTensor.createTensor(environment, values.clear(), contract.shape(count));
    }

    private double[] probabilities(float[] raw, int face) {
        int classes = contract.head().labels().size();
        var row = Arrays.copyOfRange(raw, face * classes, (face + 1) * classes);
        try {
            if (!contract.logits()) {
                return contract.head().calibrated(checked(row));
            }
            double highest = Double.NEGATIVE_INFINITY;
            for (float value : row) {
                highest = Math.max(highest, value); // NaN if one is
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) Math.exp(row[i] - highest);
            }
            return contract.head().calibrated(row);
        } catch (ModelException e) {
            throw new ModelException(where + ": " + e.getMessage(), e);
        }
    }

    private float[] checked(float[] row) {
        for (float value : row) {
            if (value < 0) {
                throw new ModelException("its output " + output + " has values below 0, which are no probabilities;"
                        + " write `answers: logits` into its contract");
            }
        }
        return row;
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
