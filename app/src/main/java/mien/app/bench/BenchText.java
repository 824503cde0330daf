package mien.app.bench;

import java.util.Locale;
import java.util.stream.Collectors;

/// Measurements for people.
public final class BenchText {
    private static final double MEGA = 1e6;

    private BenchText() {}

    public static String of(Measured measured) {
        return head(measured) + "\n" + tree(measured.stages()) + "\n"
                + rates(measured.rates()) + "\n" + best(measured.rates().best())
                + line("peak memory", memory(measured.memory()));
    }

    private static String head(Measured measured) {
        var machine = measured.machine();
        return line("machine", machine.cores() + " cores, " + machine.system() + ", JDK " + machine.java())
                + line("model", measured.model())
                + line("photos", photos(measured.stages()));
    }

    private static String photos(Stages stages) {
        var unread = stages.unreadable() == 0 ? "" : ", and " + stages.unreadable() + " that cannot be read";
        return stages.photos() + " with " + stages.faces() + " faces" + unread + "; median of " + stages.rounds()
                + " rounds, one at a time";
    }

    private static String tree(Stages stages) {
        return stage("a photo", stages.total(), stages)
                + stage("  decode", stages.decode(), stages)
                + stage("  detect", stages.detect(), stages)
                + stage("  crop", stages.crop(), stages)
                + stage("  classify", stages.classify(), stages)
                + (stages.faces() == 0
                        ? ""
                        : String.format(Locale.ROOT, "    a face  %8.2f ms\n", stages.classifyFace()));
    }

    private static String stage(String name, double milliseconds, Stages all) {
        return String.format(
                Locale.ROOT, "%-10s  %8.2f ms  %5.1f %%\n", name, milliseconds, 100 * milliseconds / all.total());
    }

    private static String rates(Rates rates) {
        int columns = FaceRates.BATCHES.size();
        var photos = rates.photos();
        var title = "photos a second, " + photos.callers() + " at once";
        var text = new StringBuilder(String.format(Locale.ROOT, "%-26s%8.1f\n", title, photos.photosPerSecond()));
        text.append(String.format(Locale.ROOT, "%-26s", "faces a second, batch of"));
        FaceRates.BATCHES.forEach(batch -> text.append(String.format(Locale.ROOT, "%8d", batch)));
        text.append('\n');
        var all = rates.faces();
        for (int from = 0; from < all.size(); from += columns) {
            var row = all.subList(from, Math.min(all.size(), from + columns));
            text.append(String.format(Locale.ROOT, "%-26s", "  " + threads(row.getFirst())));
            text.append(row.stream()
                    .map(rate -> String.format(Locale.ROOT, "%,8.0f", rate.facesPerSecond()))
                    .collect(Collectors.joining()));
            text.append('\n');
        }
        return text.toString();
    }

    private static String best(FaceRate best) {
        double rate = best.facesPerSecond();
        return line(
                "best",
                String.format(Locale.ROOT, "%s, batch of %d: %,.0f faces/s", threads(best), best.batch(), rate));
    }

    private static String threads(FaceRate rate) {
        if (rate.callers() == 1 && rate.threads() == 1) {
            return "1 thread";
        }
        return rate.callers() == 1
                ? rate.threads() + " threads share a batch"
                : rate.callers() + " threads, each its own";
    }

    private static String memory(PeakMemory memory) {
        var of = memory.whole() ? "" : " of Java's heap";
        return String.format(Locale.ROOT, "%,.0f MB%s", memory.bytes() / MEGA, of);
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "%-12s%s\n", name, value);
    }
}
