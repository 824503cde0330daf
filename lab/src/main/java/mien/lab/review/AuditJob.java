package mien.lab.review;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Audits a data set in a process of its own, one at a time. What it finds is there as a whole when it ends, beside
/// the data set, or not at all. Safe for many threads.
public final class AuditJob implements AutoCloseable {
    private static final String RESULT = ".audit";
    private static final int GRACE = 5; // seconds

    private final List<String> mien;
    private @Nullable Going going;
    private Status last = new Status("", State.NONE, "");

    public enum State {
        NONE,
        RUNNING,
        DONE,
        STOPPED,
        FAILED
    }

    /// How the audit that was started last fares.
    ///
    /// @param data id of the data set
    /// @param said what it said last, if it failed
    public record Status(String data, State state, String said) {}

    private record Going(String data, Process process) {}

    /// @param mien the command line of Mien itself, to which `audit ...` is added
    public AuditJob(List<String> mien) {
        this.mien = List.copyOf(mien);
    }

    public synchronized Status status() {
        return last;
    }

    /// Starts an audit, unless one is going on.
    ///
    /// @param id of the data set
    /// @param labels whether to look for wrong labels, which takes minutes
    /// @return the one that goes on now
    public synchronized Status start(String id, Path data, boolean labels) {
        if (going != null) {
            return last;
        }
        var part = data.resolveSibling("." + data.getFileName() + RESULT + ".part");
        var command = new ArrayList<>(mien);
        command.addAll(List.of("audit", data.toString(), "--report", part.toString()));
        if (!labels) {
            command.add("--no-label-check");
        }
        try {
            remove(part);
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            going = new Going(id, process);
            last = new Status(id, State.RUNNING, "");
            Thread.ofVirtual().name("mien-audit").start(() -> follow(process, id, data, part));
            return last;
        } catch (IOException e) {
            last = new Status(id, State.FAILED, "the audit cannot be started: " + e.getMessage());
            return last;
        }
    }

    /// Ends the audit that goes on, if any.
    public synchronized Status stop() {
        if (going != null) {
            last = new Status(going.data(), State.STOPPED, "");
            going.process().destroy();
        }
        return last;
    }

    private void follow(Process process, String id, Path data, Path part) {
        var said = new StringBuilder();
        boolean good = false;
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
                said.setLength(0);
                said.append(line);
            });
            good = process.waitFor() == 0;
            if (good) {
                replace(part, data.resolveSibling(data.getFileName() + RESULT));
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            good = false;
            said.append(": ").append(e.getMessage());
        } catch (InterruptedException _) {
            process.destroy();
        }
        ended(id, good, said.toString());
    }

    private synchronized void ended(String id, boolean good, String said) {
        going = null;
        if (good) {
            last = new Status(id, State.DONE, "");
        } else if (last.state() == State.RUNNING) {
            last = new Status(id, State.FAILED, said);
        }
    }

    private static void replace(Path part, Path result) throws IOException {
        var old = result.resolveSibling("." + result.getFileName() + ".old");
        remove(old);
        if (Files.exists(result)) {
            Files.move(result, old);
        }
        Files.move(part, result);
        remove(old);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Ends the audit that goes on: it would go on without anybody to take its result.
    @Override
    public void close() {
        Optional<Process> process;
        synchronized (this) {
            process = Optional.ofNullable(going).map(Going::process);
            stop();
        }
        try {
            if (process.isPresent() && !process.get().waitFor(GRACE, TimeUnit.SECONDS)) {
                process.get().destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.ifPresent(Process::destroyForcibly);
        }
    }
}
