package mien.app;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mien.lab.TrainingRun;
import mien.lab.torch.Training.Progress;
import mien.lab.training.EpochRecord;
import mien.lab.training.History;
import mien.lab.training.Recipe;

/// Shows a training: one line that renews itself on a terminal, a line per epoch and minute elsewhere. Turns Ctrl-C
/// and SIGTERM into a request to stop, and holds the exit back until the checkpoint is written.
final class TrainingProgress implements TrainingRun.Watcher, AutoCloseable {
    /// Exit code of a training that was asked to stop: 128 and SIGINT, as shells have it.
    static final int STOPPED = 130;

    private static final long RENEW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LINE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final PrintWriter out;
    private final int epochs;
    private final boolean terminal;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread onExit = new Thread(this::stopAndWait, "mien-stop");
    private volatile boolean stop;
    private long lastShown = System.nanoTime();

    TrainingProgress(PrintWriter out, Recipe recipe) {
        this.out = out;
        this.epochs = recipe.pace().epochs();
        this.terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    private void stopAndWait() {
        stop = true;
        try {
            done.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the JVM ends either way
        }
    }

    @Override
    public void note(String line) {
        print(line);
    }

    @Override
    public void stepped(Progress p) {
        long now = System.nanoTime();
        if (now - lastShown < (terminal ? RENEW_NANOS : LINE_NANOS)) {
            return;
        }
        lastShown = now;
        double stepsLeft = (double) (epochs - p.epoch()) * p.steps() + p.steps() - p.step();
        var line = String.format(
                Locale.ROOT,
                "epoch %d/%d  step %d/%d  loss %.3f  accuracy %.1f %%  %.0f images/s  %s left",
                p.epoch(),
                epochs,
                p.step(),
                p.steps(),
                p.score().loss(),
                100 * p.score().accuracy(),
                p.imagesPerSecond(),
                time(p.secondsPerStep() * stepsLeft));
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
        } else {
            print(line);
        }
    }

    @Override
    public void epochEnded(EpochRecord e, History history) {
        var validation = new StringBuilder();
        e.figures().forEach((name, value) -> {
            if (name.endsWith(".accuracy")) {
                validation.append(String.format(Locale.ROOT, "  %s %.2f %%", name, 100 * value));
            }
        });
        print(String.format(
                Locale.ROOT,
                "epoch %d/%d  loss %.3f  accuracy %.1f %%  validation loss %.3f%s  %.0f images/s  %s",
                e.epoch(),
                epochs,
                e.train().loss(),
                100 * e.train().accuracy(),
                e.validation().loss(),
                validation,
                e.pace().imagesPerSecond(),
                time(e.pace().seconds())));
    }

    private void print(String line) {
        out.println(terminal ? "\r\u001b[K" + line : line);
        out.flush();
    }

    private static String time(double seconds) {
        var t = Duration.ofSeconds(Math.round(seconds));
        return t.toHours() > 0
                ? t.toHours() + " h " + t.toMinutesPart() + " min"
                : t.toMinutes() > 0 ? t.toMinutes() + " min " + t.toSecondsPart() + " s" : t.toSeconds() + " s";
    }

    @Override
    public boolean stopRequested() {
        return stop;
    }

    @Override
    public void close() {
        done.countDown();
        if (!stop) {
            Runtime.getRuntime().removeShutdownHook(onExit);
        }
    }
}
