package mien.model;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_core;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a batch of faces takes on one thread, from raw pixels to probabilities: `bench/classify.sh`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ClassifyBenchmark {

    @Param
    public Rival rival;

    @Param({"1", "64"})
    public int batch;

    /// A shipped model by name, or a file.
    @Param("default")
    public String model;

    private Rival.Runner runner;
    private List<byte[]> faces;

    @Setup
    public void open() throws Exception {
        opencv_core.setNumThreads(1);
        var file = ModelFile.named(model);
        runner = rival.open(file);
        var random = new Random(1);
        int bytes = file.contract().input().bytes();
        faces = IntStream.range(0, batch)
                .mapToObj(_ -> {
                    var face = new byte[bytes];
                    random.nextBytes(face);
                    return face;
                })
                .toList();
    }

    @Benchmark
    public double[][] classify() throws Exception {
        return runner.classify(faces);
    }

    @TearDown
    public void close() throws Exception {
        runner.close();
    }
}
