package mien.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Starts ONNX Runtime on a model and checks that its graph keeps the contract.
final class Sessions {
    private static final long ANY = -1;

    private Sessions() {}

    static OrtSession start(OrtEnvironment environment, String where, byte[] model, Contract contract, Engine engine) {
        var session = unchecked(environment, where, model, engine);
        try {
            try {
                verify(session, where, contract);
                return session;
            } catch (OrtException | ModelException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
    }

    /// A graph that keeps no contract.
    static OrtSession unchecked(OrtEnvironment environment, String where, byte[] model, Engine engine) {
        try (var options = options(engine)) {
            return environment.createSession(model, options);
        } catch (OrtException e) {
            throw new ModelException(where + ": ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
    }

    private static SessionOptions options(Engine engine) throws OrtException {
        var options = new SessionOptions();
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        options.setIntraOpNumThreads(engine.threads());
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0"); // idle threads leave the cores to the decoder
        if (engine.gpu() && OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            try {
                options.addCUDA();
            } catch (OrtException _) {
                return options; // the jar knows CUDA, this machine does not: the processor answers
            }
        }
        return options;
    }

    private static void verify(OrtSession session, String where, Contract contract) throws OrtException {
        var in = contract.input();
        check(
                where,
                "input " + Contract.INPUT,
                session.getInputInfo().get(Contract.INPUT),
                OnnxJavaType.UINT8,
                ANY,
                in.channels(),
                in.height(),
                in.width());
        for (var head : contract.heads()) {
            var output = session.getOutputInfo().get(head.name());
            check(
                    where,
                    "output " + head.name(),
                    output,
                    OnnxJavaType.FLOAT,
                    ANY,
                    head.labels().size());
        }
    }

    private static void check(String where, String what, @Nullable NodeInfo node, OnnxJavaType type, long... shape) {
        if (node == null || !(node.getInfo() instanceof TensorInfo tensor)) {
            throw new ModelException(
                    where + ": the graph has no " + what + ", which its contract names; export it" + " again");
        }
        if (tensor.type != type || !fits(tensor.getShape(), shape)) {
            throw new ModelException(where + ": " + what + " must be " + describe(type, shape) + " by its contract, but"
                    + " the graph has " + describe(tensor.type, tensor.getShape()) + "; export it again");
        }
    }

    /// A dimension that the graph leaves open fits every number, but the batch must be left open.
    private static boolean fits(long[] actual, long[] expected) {
        boolean fits = actual.length == expected.length;
        for (int i = 0; fits && i < actual.length; i++) {
            fits = actual[i] == expected[i] || (actual[i] == ANY && i > 0);
        }
        return fits;
    }

    private static String describe(OnnxJavaType type, long[] shape) {
        return type + " " + Arrays.toString(shape).replace("-1", "N");
    }
}
