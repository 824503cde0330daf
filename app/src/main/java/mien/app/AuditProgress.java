package mien.app;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mien.lab.audit.Auditor;
import mien.lab.labels.LabelCheck;

/// Shows an audit: one line that renews itself on a terminal, a line per minute elsewhere.
final class AuditProgress implements Auditor.Watcher, LabelCheck.Watcher {
    private static final long RENEW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LINE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final String RENEWED = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private long lastShown = System.nanoTime();

    AuditProgress(PrintWriter out) {
        this.out = out;
        this.terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    @Override
    public void looked(int pictures, int all) {
        show(String.format(Locale.ROOT, "%,d of %,d pictures", pictures, all));
    }

    @Override
    public void stepped(LabelCheck.Progress p) {
        show(String.format(
                Locale.ROOT,
                "checking labels: fold %d/%d  epoch %d/%d  %d min left",
                p.fold(),
                p.folds(),
                p.epoch(),
                p.epochs(),
                (p.left().toSeconds() + 59) / 60));
    }

    private synchronized void show(String line) {
        long now = System.nanoTime();
        if (now - lastShown < (terminal ? RENEW_NANOS : LINE_NANOS)) {
            return;
        }
        lastShown = now;
        out.print(terminal ? RENEWED + line : line + System.lineSeparator());
        out.flush();
    }

    /// Says something that stays.
    synchronized void note(String line) {
        out.println(terminal ? RENEWED + line : line);
        out.flush();
    }

    /// Takes the renewed line away.
    synchronized void done() {
        if (terminal) {
            out.print(RENEWED);
            out.flush();
        }
    }

    @Override
    public boolean stopRequested() {
        return false;
    }
}
