package mien.app;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import mien.lab.audit.AuditJson;
import mien.lab.audit.Auditor;
import mien.lab.audit.Check;
import mien.lab.audit.Overview;
import mien.lab.dataset.Datasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mien audit`: what is wrong with a data set.
@Command(
        name = "audit",
        description = "Finds out what is wrong with labelled pictures; changes nothing.",
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "A folder, zip or csv of labelled pictures.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (var dataset = Datasets.open(data)) {
            var audit = Auditor.audit(dataset, EnumSet.noneOf(Check.class), Auditor.Watcher.NONE);
            var overview = Overview.of(dataset, audit);
            var out = spec.commandLine().getOut();
            out.print(AuditJson.summary(audit, overview));
            out.flush();
        }
        return 0;
    }
}
