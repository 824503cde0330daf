package mien.lab.audit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mien.model.LabelSet;

/// All that was found out about a data set.
///
/// @param name of the data set: `fer2013.zip`
/// @param form how it was understood, in a line
/// @param labels of [mien.lab.dataset.Sample#label]
/// @param checks that were done, besides those that always are
/// @param pictures the readable ones, in the order of the data set
/// @param findings by kind in the order of [Finding]'s records, within a kind the weightiest first
public record Audit(
        String name,
        String form,
        LabelSet labels,
        Set<Check> checks,
        List<PictureFacts> pictures,
        List<Finding> findings) {
    public Audit {
        checks = Set.copyOf(checks);
        pictures = List.copyOf(pictures);
        findings = findings.stream().sorted(Ranking.ORDER).toList();
    }

    /// An audit with all checks.
    public Audit(String name, String form, LabelSet labels, List<PictureFacts> pictures, List<Finding> findings) {
        this(name, form, labels, EnumSet.allOf(Check.class), pictures, findings);
    }

    /// This audit with more findings.
    public Audit plus(List<? extends Finding> more) {
        var all = new ArrayList<>(findings);
        all.addAll(more);
        return new Audit(name, form, labels, checks, pictures, all);
    }

    /// This audit with one more check done.
    Audit with(Check check) {
        var all = EnumSet.of(check);
        all.addAll(checks);
        return new Audit(name, form, labels, all, pictures, findings);
    }

    /// The findings of one kind, in order.
    public <F extends Finding> Stream<F> findings(Class<F> kind) {
        return findings.stream().filter(kind::isInstance).map(kind::cast);
    }
}
