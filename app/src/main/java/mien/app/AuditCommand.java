package mien.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import mien.lab.audit.Audit;
import mien.lab.audit.AuditJson;
import mien.lab.audit.AuditText;
import mien.lab.audit.Auditor;
import mien.lab.audit.Check;
import mien.lab.audit.Corrected;
import mien.lab.audit.FindingFiles;
import mien.lab.audit.Fix;
import mien.lab.audit.LabelSuspects;
import mien.lab.audit.Overview;
import mien.lab.audit.Suggestions;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Datasets;
import mien.lab.report.audit.AuditPage;
import mien.lab.report.audit.AuditPage.Audited;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `mien audit`: what is wrong with a data set.
@Command(
        name = "audit",
        description = "Finds out what is wrong with labelled pictures; changes nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  mien audit fer2013.zip --no-label-check",
            "  mien audit my-faces/ --report audit/ --suggest corrections.csv",
            "  mien audit my-faces/ --corrections corrections.csv"
        })
public final class AuditCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final LabelledData data = new LabelledData();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write report.html, findings.csv and findings.json there.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Option(
            names = "--no-label-check",
            description = "Do not look for wrong labels. That trains networks and takes minutes, all else seconds.")
    private boolean noLabelCheck;

    @Option(names = "--no-faces", description = "Do not look for faces: the pictures are of something else.")
    private boolean noFaces;

    @Option(
            names = "--suggest",
            paramLabel = "FILE",
            description =
                    "Write corrections for a person to edit; every command takes them with --corrections. FILE must be"
                            + " new, or the one of --corrections.")
    private @Nullable Path suggest;

    @Option(
            names = "--fix",
            paramLabel = "KIND",
            split = ",",
            converter = FixName.class,
            description =
                    "What to suggest corrections for: exact-copies, near-copies, conflicts, leaks, blank, unreadable,"
                            + " small, dark, bright, blurred, faces, suspects."
                            + " Default: exact-copies,conflicts,leaks,blank,unreadable.")
    private @Nullable List<Fix> fixes;

    /// `exact-copies` and the like.
    static final class FixName implements ITypeConverter<Fix> {
        @Override
        public Fix convert(String value) {
            return Fix.named(value)
                    .orElseThrow(() -> new TypeConversionException("there is no '" + value
                            + "'; give "
                            + String.join(
                                    ", ",
                                    EnumSet.allOf(Fix.class).stream()
                                            .map(Fix::title)
                                            .toList())));
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        var source = data.source();
        var given = source.corrections().map(Corrections::read).orElse(Corrections.NONE);
        try (var original = Datasets.open(source.path())) {
            checkOutputs(source.corrections());
            var corrected = given.applyTo(original);
            var progress = new AuditProgress(spec.commandLine().getErr());
            var before = Auditor.audit(original, noFaces ? Set.of() : Set.of(Check.FACES), progress);
            boolean asItCame = given.lines().isEmpty();
            var after = asItCame ? before : Corrected.audit(before, corrected);
            var audit = noLabelCheck ? after : labelsChecked(after, corrected, progress);
            progress.done();
            var now = new Audited(corrected, audit);
            var then = asItCame ? Optional.<Audited>empty() : Optional.of(new Audited(original, before));
            print(now, then);
            if (report != null) {
                FindingFiles.write(audit, corrected, report);
                AuditPage.write(now, then, report.resolve("report.html"));
            }
            if (suggest != null) {
                suggest(audit, given, original, suggest);
            }
        }
        return 0;
    }

    private void checkOutputs(Optional<Path> given) throws IOException {
        if (report != null) {
            Outputs.checkFolder(report, "--report", "the report");
        }
        if (suggest != null) {
            Outputs.checkSuggestions(suggest, given);
        }
    }

    private void checkOptions() {
        if (fixes != null && suggest == null) {
            throw new ParameterException(spec.commandLine(), "--fix says what --suggest FILE suggests; give both");
        }
        if (fixes != null && fixes.contains(Fix.SUSPECTS) && noLabelCheck) {
            throw new ParameterException(
                    spec.commandLine(), "--fix suspects needs the label check; leave out --no-label-check");
        }
    }

    private static Audit labelsChecked(Audit audit, Dataset data, AuditProgress progress) throws InterruptedException {
        if (!LabelSuspects.possible(audit)) {
            progress.note("mien: labels are not checked: that takes pictures of at least two classes");
            return audit;
        }
        var result = LabelSuspects.find(audit, data, progress);
        result.ifPresent(checked -> checked.notes().forEach(progress::note));
        return result.map(LabelSuspects.Result::audit).orElse(audit);
    }

    private void suggest(Audit audit, Corrections given, Dataset original, Path file) {
        var chosen = fixes == null ? Fix.CAUTIOUS : EnumSet.copyOf(fixes);
        var corrections =
                Suggestions.of(audit, chosen, given.inOrderOf(original)).inOrderOf(original);
        corrections.write(file);
        spec.commandLine()
                .getErr()
                .printf(
                        "%s: %,d corrections suggested; look at them before you use them%n",
                        file, corrections.lines().size());
    }

    private void print(Audited now, Optional<Audited> then) {
        var out = spec.commandLine().getOut();
        var overview = Overview.of(now.data(), now.audit());
        if (json) {
            out.print(then.map(was ->
                            AuditJson.summary(now.audit(), overview, was.audit(), Overview.of(was.data(), was.audit())))
                    .orElseGet(() -> AuditJson.summary(now.audit(), overview)));
        } else {
            out.print(AuditText.of(now.audit(), overview));
            then.ifPresent(was -> out.print("\n"
                    + AuditText.beforeAndAfter(
                            was.audit(),
                            Overview.of(was.data(), was.audit()).counts(),
                            now.audit(),
                            overview.counts())));
        }
        out.flush();
    }
}
