package mien.lab.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Sample;

/// All findings as files: `findings.csv`, a line for each picture of a finding, and `findings.json`.
public final class FindingFiles {
    private static final List<String> COLUMNS = List.of(
            "finding", "kind", "file", "split", "label", "measured", "limit", "suggested", "confidence", "reason");

    private FindingFiles() {}

    /// Writes both into a folder, which is made if need be.
    ///
    /// @param data that was audited
    public static void write(Audit audit, Dataset data, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("findings.json"), AuditJson.all(audit, Overview.of(data, audit)));
        var samples = new TreeMap<String, Sample>();
        data.samples().forEach(sample -> samples.put(sample.file(), sample));
        try (var csv = CsvWriter.builder().build(folder.resolve("findings.csv"), StandardCharsets.UTF_8)) {
            csv.writeRecord(COLUMNS);
            int number = 0;
            for (var finding : audit.findings()) {
                number++;
                var files = finding.files().isEmpty() ? List.of("") : finding.files();
                for (var file : files) {
                    csv.writeRecord(row(number, finding, file, audit, samples));
                }
            }
        }
    }

    private static List<String> row(
            int number, Finding finding, String file, Audit audit, Map<String, Sample> samples) {
        var sample = Optional.ofNullable(samples.get(file));
        var measured = "";
        var limit = "";
        var suggested = "";
        var confidence = "";
        switch (finding) {
            case Finding.Flawed flawed -> {
                measured = number(flawed.measured());
                limit = number(flawed.limit());
            }
            case Finding.Shortcut shortcut -> {
                measured = number(shortcut.strength());
                limit = number(Shortcuts.LEAST);
            }
            case Finding.Suspect suspect -> {
                suggested = suspect.suggested();
                confidence = number(suspect.confidence());
            }
            case Finding.Entry _, Finding.Unreadable _, Finding.Copies _, Finding.Faces _ -> {}
        }
        return List.of(
                Integer.toString(number),
                AuditJson.kind(finding),
                file,
                sample.map(s -> s.split().title()).orElse(""),
                sample.flatMap(s -> Counts.name(audit.labels(), s)).orElse(""),
                measured,
                limit,
                suggested,
                confidence,
                finding.reason());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
