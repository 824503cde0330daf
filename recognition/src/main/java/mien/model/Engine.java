package mien.model;

/// How a network is run.
///
/// @param threads threads that share the work of one batch; 1 is best where many pictures are worked on at once
/// @param batch most faces that are given to the network at a time; bounds its memory
/// @param gpu whether to use CUDA where ONNX Runtime's GPU jar and a graphics card are there; the processor
///     otherwise
public record Engine(int threads, int batch, boolean gpu) {

    /// Every core, 64 faces at a time, a graphics card where there is one.
    public static final Engine DEFAULT = new Engine(Runtime.getRuntime().availableProcessors(), 64, true);

    public Engine {
        if (threads < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "engine: threads and batch must be positive, got " + threads + " and " + batch);
        }
    }

    public Engine withThreads(int newThreads) {
        return new Engine(newThreads, batch, gpu);
    }

    public Engine withBatch(int newBatch) {
        return new Engine(threads, newBatch, gpu);
    }

    public Engine withGpu(boolean newGpu) {
        return new Engine(threads, batch, newGpu);
    }
}
