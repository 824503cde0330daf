package mien.app.bench;

import java.util.Locale;
import java.util.stream.Collectors;

/// Measurements for people.
public final class BenchText {
    private static final double MEGA = 1e6;

    private BenchText() {}

    public static String of(Measured measured) {
        return head(measured) + "\n" + tree(measured.stages()) + "\n" + rates(measured) + "\n" + best(measured.best())
                + line("peak memory", "%,.0f MB%s", measured.memory().bytes() / MEGA, whole(measured.memory()));
    }

    private static String head(Measured measured) {
        var machine = measured.machine();
        var stages = measured.stages();
        return line("machine", "%d cores, %s, JDK %s", machine.cores(), machine.system(), machine.java())
                + line("model", "%s", measured.model())
                + line(
                        "photos",
                        "%d with %d faces%s; median of %d rounds, one thread",
                        stages.photos(),
                        stages.faces(),
                        stages.unreadable() == 0 ? "" : ", and " + stages.unreadable() + " that cannot be read",
                        stages.rounds());
    }

    private static String tree(Stages stages) {
        return stage("a photo", stages.total(), stages)
                + stage("  decode", stages.decode(), stages)
                + stage("  detect", stages.detect(), stages)
                + stage("  crop", stages.crop(), stages)
                + stage("  classify", stages.classify(), stages)
                + (stages.faces() == 0 ? "" : format("    a face  %8.2f ms\n", stages.classifyFace()));
    }

    private static String stage(String name, double milliseconds, Stages all) {
        return format("%-10s  %8.2f ms  %5.1f %%\n", name, milliseconds, 100 * milliseconds / all.total());
    }

    private static String rates(Measured measured) {
        int columns = FaceRates.BATCHES.size();
        var text = new StringBuilder(format("%-26s", "faces a second, batch of"));
        FaceRates.BATCHES.forEach(batch -> text.append(format("%8d", batch)));
        text.append('\n');
        var all = measured.rates();
        for (int from = 0; from < all.size(); from += columns) {
            var row = all.subList(from, Math.min(all.size(), from + columns));
            text.append(format("%-26s", "  " + threads(row.getFirst())));
            text.append(row.stream()
                    .map(rate -> format("%,8.0f", rate.facesPerSecond()))
                    .collect(Collectors.joining()));
            text.append('\n');
        }
        return text.toString();
    }

    private static String best(FaceRate best) {
        return line(
                "best",
                "%s, batch of %d: %,.0f faces/s",
                threads(best),
                best.batch(),
                best.facesPerSecond());
    }

    private static String threads(FaceRate rate) {
        if (rate.callers() == 1 && rate.threads() == 1) {
            return "1 thread";
        }
        return rate.callers() == 1
                ? rate.threads() + " threads share a batch"
                : rate.callers() + " threads, each its own";
    }

    private static String whole(PeakMemory memory) {
        return memory.whole() ? "" : " of Java's heap";
    }

    private static String line(String name, String format, Object... values) {
        return format("%-12s", name) + format(format, values) + "\n";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
