package mien.lab.review;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.lab.audit.Audit;
import mien.lab.audit.Finding;
import mien.lab.audit.FindingsReader;
import mien.lab.audit.Fix;
import mien.lab.audit.Suggestions;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Dataset;
import mien.model.LabelSet;

/// A data set, what an audit found in it, and what the audit would do about it: what there is to look at.
///
/// @param audit the one that the findings are of; empty if there was none
/// @param proposals what would put the findings right, by file; those of no finding are not there
/// @param labels that a picture may be given: those of the data, then the other emotions
public record Material(
        Dataset data,
        Optional<AuditFolder> audit,
        List<Finding> findings,
        Map<String, Choice> proposals,
        List<String> labels) {
    public Material {
        findings = List.copyOf(findings);
        proposals = Collections.unmodifiableMap(new LinkedHashMap<>(proposals));
        labels = List.copyOf(labels);
    }

    static Material of(Dataset data, Optional<AuditFolder> audit) {
        var findings = audit.map(AuditFolder::findings)
                .map((Path file) -> FindingsReader.read(file, data))
                .orElse(List.of());
        var labels = new LinkedHashSet<>(data.labels().labels());
        labels.addAll(LabelSet.FERPLUS8.labels());
        return new Material(data, audit, findings, proposals(data, findings), List.copyOf(labels));
    }

    /// What `mien audit --suggest` with all kinds of `--fix` would write.
    private static Map<String, Choice> proposals(Dataset data, List<Finding> findings) {
        var audit = new Audit(data.name(), data.form(), data.labels(), List.of(), findings);
        var proposals = new HashMap<String, Choice>();
        Suggestions.of(audit, EnumSet.allOf(Fix.class), Corrections.NONE)
                .lines()
                .forEach(line -> proposals.put(line.file(), Choice.of(line)));
        return proposals;
    }
}
