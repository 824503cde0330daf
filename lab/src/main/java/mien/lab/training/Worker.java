package mien.lab.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process, told from others that the system gives the same number later.
///
/// @param pid its number
/// @param started when it began
public record Worker(long pid, Instant started) {
    private static final Duration DRIFT = Duration.ofSeconds(5); // of the moment the machine began, as processes see it

    /// This process.
    public static Worker current() {
        return of(ProcessHandle.current());
    }

    /// A process that was just begun.
    public static Worker of(ProcessHandle process) {
        return new Worker(process.pid(), process.info().startInstant().orElseGet(Instant::now));
    }

    /// Whether it is still there and has not ended.
    public boolean lives() {
        return handle().isPresent();
    }

    /// Whether it is another process that began later, which may have the same number.
    public boolean isNewerThan(Worker other) {
        return started.isAfter(pid == other.pid ? other.started.plus(DRIFT) : other.started);
    }

    /// Asks it to end, as SIGTERM does; says whether it was still there.
    public boolean stop() {
        return handle().map(ProcessHandle::destroy).orElse(false);
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().startInstant().filter(this::isStart).isPresent())
                .filter(_ -> !isZombie());
    }

    private boolean isStart(Instant other) {
        return Duration.between(started, other).abs().compareTo(DRIFT) <= 0;
    }

    /// Ended, but nobody has asked how: in containers whose first process does not.
    private boolean isZombie() {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return false; // not Linux, or it is gone, which was asked before
        }
    }
}
