import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Puts load on a server from a process of its own, over plain sockets so that it takes little of the processor:
///
///     java bench/load/Load.java URL photo.jpg... [--connections 4] [--seconds 20] [--requests N] [--rate R]
///                               [--poisson] [--warm-up 5] [--report 60]
///
/// Without `--rate`, each connection sends its next request when it has its answer. With it, requests are sent at that
/// rate, whether or not others have been answered, evenly or (`--poisson`) at random, and their latency counts from when
/// they were due. `--report S` prints the server's memory, from its /metrics, every S seconds.
final class Load {
    private static final int MOST_IN_FLIGHT = 2000;

    private final URI target;
    private final List<byte[]> requests;
    private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final Latencies accepted = new Latencies();
    private final AtomicLong next = new AtomicLong();

    private Load(URI target, List<byte[]> photos) {
        this.target = target;
        var path = target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        requests = photos.stream()
                .map(photo -> {
                    var head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
                                    + "Content-Length: " + photo.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
                    var all = Arrays.copyOf(head, head.length + photo.length);
                    System.arraycopy(photo, 0, all, head.length, photo.length);
                    return all;
                })
                .toList();
    }

    /// Milliseconds of answered requests. What is kept does not grow with the run: buckets 2 % apart.
    private static final class Latencies {
        private static final double STEP = Math.log(1.02);
        private final AtomicLong[] buckets = new AtomicLong[1000];

        Latencies() {
            Arrays.setAll(buckets, _ -> new AtomicLong());
        }

        void add(double milliseconds) {
            int bucket = (int) Math.clamp(Math.log(Math.max(milliseconds, 0.01) / 0.01) / STEP, 0, buckets.length - 1);
            buckets[bucket].incrementAndGet();
        }

        double quantile(double q) {
            long all = Arrays.stream(buckets).mapToLong(AtomicLong::get).sum();
            long seen = 0;
            for (int i = 0; i < buckets.length; i++) {
                seen += buckets[i].get();
                if (all > 0 && seen >= q * all) {
                    return 0.01 * Math.exp((i + 0.5) * STEP);
                }
            }
            return Double.NaN;
        }

        void clear() {
            Arrays.stream(buckets).forEach(bucket -> bucket.set(0));
        }
    }

    /// A connection that is kept.
    private record Wire(Socket socket, InputStream in) {
        static Wire open(URI target) throws IOException {
            var socket = new Socket(target.getHost(), target.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(120_000);
            return new Wire(socket, new BufferedInputStream(socket.getInputStream(), 1 << 14));
        }

        int exchange(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            int status = Integer.parseInt(line().split(" ")[1]);
            long length = 0;
            for (var header = line(); !header.isEmpty(); header = line()) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Long.parseLong(header.substring(15).strip());
                }
            }
            in.skipNBytes(length);
            return status;
        }

        private String line() throws IOException {
            var text = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server ended the connection");
                }
                text.append((char) c);
            }
            return text.toString().strip();
        }
    }

    private void once(long due) {
        var request = requests.get((int) (next.getAndIncrement() % requests.size()));
        String outcome;
        Wire wire = idle.pollFirst(); // the one that was idle longest, so none becomes so old that the server closes it
        try {
            if (wire == null) {
                wire = Wire.open(target);
            }
            int status = wire.exchange(request);
            idle.addLast(wire);
            outcome = Integer.toString(status);
            if (status == 200) {
                accepted.add((System.nanoTime() - due) / 1e6);
            }
        } catch (IOException e) {
            outcome = "failed: " + e.getMessage();
        }
        outcomes.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
    }

    private void closed(int connections, double seconds, long most) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        var count = new AtomicLong();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end && count.incrementAndGet() <= most) {
                    once(System.nanoTime());
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private void open(double rate, boolean poisson, double seconds, long most) throws InterruptedException {
        var random = new Random(1);
        var free = new Semaphore(MOST_IN_FLIGHT);
        long due = System.nanoTime();
        long end = due + (long) (seconds * 1e9);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < most && due < end; i++) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                free.acquire();
                long at = due;
                threads.execute(() -> {
                    once(at);
                    free.release();
                });
                double gap = poisson ? -Math.log(1 - random.nextDouble()) / rate : 1 / rate;
                due += (long) (gap * 1e9);
            }
        }
    }

    private double metric(String name) {
        try (var wire = new Socket(target.getHost(), target.getPort())) {
            wire.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var text = new String(wire.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    private void report(long start) {
        System.out.printf(
                Locale.ROOT,
                "%6.0f s  %s  memory %.1f MB  heap %.1f MB  threads %.0f  connections %.0f%n",
                (System.nanoTime() - start) / 1e9,
                outcomes,
                metric("process_resident_memory_bytes") / 1e6,
                metric("jvm_heap_used_bytes") / 1e6,
                metric("jvm_threads"),
                metric("mien_connections"));
    }

    private void summary(double seconds) {
        long answered = outcomes.getOrDefault("200", new LongAdder()).sum();
        System.out.printf(
                Locale.ROOT,
                "%.1f s  %s  %.2f answers/s  p50 %.1f ms  p90 %.1f ms  p99 %.1f ms  p99/p50 %.2f%n",
                seconds,
                outcomes,
                answered / seconds,
                accepted.quantile(0.5),
                accepted.quantile(0.9),
                accepted.quantile(0.99),
                accepted.quantile(0.99) / accepted.quantile(0.5));
    }

    public static void main(String[] args) throws Exception {
        var options = new HashMap<String, String>();
        var photos = new ArrayList<byte[]>();
        for (int i = 1; i < args.length; i++) {
            if (args[i].equals("--poisson")) {
                options.put(args[i], "true");
            } else if (args[i].startsWith("--")) {
                options.put(args[i], args[++i]);
            } else {
                photos.add(Files.readAllBytes(Path.of(args[i])));
            }
        }
        var load = new Load(URI.create(args[0]), photos);
        int connections = Integer.parseInt(options.getOrDefault("--connections", "4"));
        load.closed(connections, Double.parseDouble(options.getOrDefault("--warm-up", "5")), Long.MAX_VALUE);
        load.outcomes.clear();
        load.accepted.clear();
        load.run(new TreeMap<>(options), connections);
    }

    private void run(Map<String, String> options, int connections) throws InterruptedException {
        double seconds = Double.parseDouble(options.getOrDefault("--seconds", "20"));
        long most = Long.parseLong(options.getOrDefault("--requests", Long.toString(Long.MAX_VALUE)));
        long every = Long.parseLong(options.getOrDefault("--report", "0"));
        long start = System.nanoTime();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            if (every > 0) {
                clock.scheduleAtFixedRate(() -> report(start), 0, every, TimeUnit.SECONDS);
            }
            if (options.containsKey("--rate")) {
                double rate = Double.parseDouble(options.get("--rate"));
                open(rate, options.containsKey("--poisson"), seconds, most);
            } else {
                closed(connections, seconds, most);
            }
            clock.shutdownNow();
        }
        if (every > 0) {
            report(start);
        }
        summary((System.nanoTime() - start) / 1e9);
    }
}
