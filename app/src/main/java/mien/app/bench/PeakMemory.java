package mien.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory that was used at any time.
///
/// @param whole whether the whole process was counted (Linux), else only Java's heap
public record PeakMemory(long bytes, boolean whole) {
    private static final String PEAK = "VmHWM:";

    static PeakMemory now() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .findFirst()
                    .map(line -> new PeakMemory(kilobytes(line) * 1024, true))
                    .orElseGet(PeakMemory::heap);
        } catch (IOException _) {
            return heap(); // not Linux
        }
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.substring(PEAK.length()).replace("kB", "").strip());
    }

    private static PeakMemory heap() {
        long sum = 0;
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            sum += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return new PeakMemory(sum, false);
    }
}
