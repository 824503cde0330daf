package mien.lab.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mien.lab.audit.Finding.Copies;
import mien.lab.audit.Finding.Copies.Member;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Sample;

/// What is left of an audit when its data set is corrected; no picture is looked at again.
public final class Corrected {
    private final Dataset data;
    private final Map<String, Sample> left = new HashMap<>();

    private Corrected(Dataset data) {
        this.data = data;
        data.samples().forEach(sample -> left.put(sample.file(), sample));
    }

    /// The audit of the corrected data set.
    ///
    /// @param before audit of the same data set without the corrections
    public static Audit audit(Audit before, Dataset corrected) {
        var after = new Corrected(corrected);
        var pictures = before.pictures().stream()
                .filter(facts -> after.left.containsKey(facts.sample().file()))
                .map(after::picture)
                .toList();
        var findings = Stream.concat(
                        corrected.problems().stream().map(Finding.Entry::new),
                        before.findings().stream().flatMap(finding -> after.finding(finding).stream()))
                .toList();
        var audit =
                new Audit(corrected.name(), corrected.form(), corrected.labels(), before.checks(), pictures, findings);
        return audit.plus(Shortcuts.of(audit));
    }

    private PictureFacts picture(PictureFacts facts) {
        var sample = Objects.requireNonNull(left.get(facts.sample().file()));
        return new PictureFacts(sample, facts.width(), facts.height(), facts.colour(), facts.encoding(), facts.light());
    }

    private Optional<Finding> finding(Finding finding) {
        return switch (finding) {
            case Finding.Entry _, Finding.Shortcut _ -> Optional.empty(); // made anew
            case Copies copies -> copies(copies);
            case Finding.Suspect suspect ->
                Optional.<Finding>of(suspect)
                        .filter(_ -> Optional.ofNullable(left.get(suspect.file()))
                                .flatMap(sample -> Counts.name(data.labels(), sample))
                                .filter(suspect.given()::equals)
                                .isPresent());
            case Finding.Unreadable _, Finding.Flawed _, Finding.Faces _ ->
                Optional.of(finding).filter(f -> left.keySet().containsAll(f.files()));
        };
    }

    private Optional<Finding> copies(Copies copies) {
        var members = copies.members().stream()
                .map(member -> Optional.ofNullable(left.get(member.file())))
                .flatMap(Optional::stream)
                .map(sample -> member(data, sample))
                .toList();
        return members.size() < 2 ? Optional.empty() : Optional.of(new Copies(copies.exact(), members));
    }

    static Member member(Dataset data, Sample sample) {
        var label = sample.label() < 0 ? null : data.labels().labels().get(sample.label());
        return new Member(sample.file(), sample.split(), label, sample.votes().orElse(null));
    }
}
