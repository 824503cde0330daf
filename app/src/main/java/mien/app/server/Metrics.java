package mien.app.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import mien.Photo;
import mien.Sighting;
import mien.app.output.Answer;

/// What a server has done, for Prometheus. Safe for many threads.
final class Metrics {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };
    private static final double[] FACES = {1, 2, 4, 8, 16, 32, 64, 128};
    private static final String RESIDENT = "VmRSS:";

    private final Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    private final Histogram batches = new Histogram(FACES);
    private final Map<String, Histogram> routes = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> photos = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> faces = new ConcurrentSkipListMap<>();

    Metrics() {
        for (var stage : Stage.values()) {
            stages.put(stage, new Histogram(SECONDS));
        }
    }

    /// What changes by itself.
    ///
    /// @param queue pictures that wait
    /// @param capacity pictures that may wait
    /// @param bodies bytes of requests in memory
    /// @param connections that are open
    /// @param facts about the model
    record Now(int queue, int capacity, long bodies, long connections, Facts facts) {}

    void stage(Stage stage, long nanos) {
        of(stage).add(nanos / 1e9);
    }

    void stages(Sighting.Times times) {
        of(Stage.DECODE).add(times.decode() / 1e3);
        of(Stage.DETECT).add(times.detect() / 1e3);
        of(Stage.CROP).add(times.crop() / 1e3);
    }

    private Histogram of(Stage stage) {
        return Objects.requireNonNull(stages.get(stage));
    }

    void batch(List<Photo> read, long nanos) {
        int count = read.stream().mapToInt(photo -> photo.faces().size()).sum();
        if (count > 0) {
            stage(Stage.CLASSIFY, nanos);
            batches.add(count);
        }
    }

    void photo(Answer answer) {
        switch (answer) {
            case Answer.Read(var _, var photo) -> {
                count(photos, "outcome=\"read\"");
                photo.faces()
                        .forEach(face -> count(
                                faces, "outcome=\"" + face.reading().outcome().word() + "\""));
            }
            case Answer.Failed _ -> count(photos, "outcome=\"failed\"");
        }
    }

    /// @param route one of the server's own paths, never one that a caller made up
    /// @param nanos from the end of the head to the answer
    void request(String route, int status, long nanos) {
        count(requests, "route=\"" + route + "\",status=\"" + status + "\"");
        routes.computeIfAbsent(route, _ -> new Histogram(SECONDS)).add(nanos / 1e9);
    }

    private static void count(Map<String, LongAdder> counters, String labels) {
        counters.computeIfAbsent(labels, _ -> new LongAdder()).increment();
    }

    /// All of it, in the text format of Prometheus.
    String text(Now now) {
        var out = new StringBuilder(8192);
        counters(out, "mien_requests_total", "Requests by route and status.", requests);
        counters(out, "mien_pictures_total", "Pictures by what became of them.", photos);
        counters(out, "mien_faces_total", "Faces by what can be said about them.", faces);
        head(out, "mien_request_seconds", "histogram", "From the end of the head to the answer.");
        routes.forEach((route, times) -> times.write(out, "mien_request_seconds", "route=\"" + route + "\""));
        head(out, "mien_stage_seconds", "histogram", "Where the time goes.");
        stages.forEach((stage, times) -> times.write(out, "mien_stage_seconds", "stage=\"" + stage.word() + "\""));
        head(out, "mien_batch_faces", "histogram", "Faces that were read in one batch.");
        batches.write(out, "mien_batch_faces", "");
        gauge(out, "mien_queue_pictures", "Pictures that wait.", now.queue());
        gauge(out, "mien_queue_capacity", "Pictures that may wait.", now.capacity());
        gauge(out, "mien_bodies_bytes", "Bodies of requests in memory.", now.bodies());
        gauge(out, "mien_connections", "Connections that are open.", now.connections());
        head(out, "mien_model_info", "gauge", "The model that answers.");
        out.append("mien_model_info{name=\"%s\",sha256=\"%s\"} 1\n"
                .formatted(escaped(now.facts().name()), now.facts().hash()));
        process(out);
        return out.toString();
    }

    private static void process(StringBuilder out) {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        gauge(out, "jvm_heap_used_bytes", "Java heap in use.", heap.getUsed());
        gauge(out, "jvm_heap_committed_bytes", "Java heap taken from the system.", heap.getCommitted());
        gauge(
                out,
                "jvm_threads",
                "Platform threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        resident().ifPresent(bytes -> gauge(out, "process_resident_memory_bytes", "Memory of the process.", bytes));
        ProcessHandle.current().info().totalCpuDuration().ifPresent(used -> {
            head(out, "process_cpu_seconds_total", "counter", "Processor time of the process.");
            out.append("process_cpu_seconds_total ")
                    .append(used.toMillis() / 1e3)
                    .append('\n');
        });
        double start = ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
        head(out, "process_start_time_seconds", "gauge", "When the process started, in seconds since 1970.");
        out.append("process_start_time_seconds ").append(start).append('\n');
    }

    /// Memory of the whole process; empty where the system does not tell.
    static OptionalLong resident() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> 1024
                            * Long.parseLong(line.substring(RESIDENT.length())
                                    .replace("kB", "")
                                    .strip()))
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty(); // not Linux
        }
    }

    private static void counters(StringBuilder out, String name, String help, Map<String, LongAdder> counters) {
        head(out, name, "counter", help);
        counters.forEach((labels, count) -> out.append(name)
                .append('{')
                .append(labels)
                .append("} ")
                .append(count.sum())
                .append('\n'));
    }

    private static void gauge(StringBuilder out, String name, String help, long value) {
        head(out, name, "gauge", help);
        out.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder out, String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
