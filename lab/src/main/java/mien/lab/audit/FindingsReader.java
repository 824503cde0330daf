package mien.lab.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mien.lab.audit.Finding.Copies;
import mien.lab.audit.Finding.Faces;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.DatasetException;
import mien.lab.dataset.Sample;

/// Reads `findings.json` back, as [FindingFiles] writes it: what concerns pictures.
public final class FindingsReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Dataset data;
    private final Map<String, Sample> samples = new HashMap<>();

    private FindingsReader(Dataset data) {
        this.data = data;
        data.samples().forEach(sample -> samples.put(sample.file(), sample));
    }

    /// The data set that an audit is of, by name; empty if the file is not the findings of an audit.
    public static Optional<String> audited(Path file) {
        try (var json = new JsonFactory().createParser(file.toFile())) {
            var path = List.of("summary", "data");
            for (var name : path) {
                if (json.nextToken() != JsonToken.START_OBJECT || !name.equals(json.nextFieldName())) {
                    return Optional.empty();
                }
            }
            return Optional.ofNullable(json.nextTextValue());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The findings that concern pictures of `data`, in order. What is left of copies counts if it is at least two;
    /// their labels and votes are those that the data has now.
    ///
    /// @throws DatasetException if they cannot be read
    public static List<Finding> read(Path file, Dataset data) {
        try {
            var findings = JSON.readTree(file.toFile()).path("findings");
            var reader = new FindingsReader(data);
            return StreamSupport.stream(findings.spliterator(), false)
                    .flatMap(reader::finding)
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new DatasetException(
                    file + ": these findings cannot be read (" + e.getMessage() + "); audit the data again", e);
        }
    }

    private Stream<Finding> finding(JsonNode json) {
        var files = StreamSupport.stream(json.path("files").spliterator(), false)
                .map(JsonNode::asText)
                .filter(samples::containsKey)
                .toList();
        var kind = json.path("kind").asText();
        if (files.isEmpty() || (isCopies(kind) && files.size() < 2)) {
            return Stream.empty();
        }
        return Stream.of(isCopies(kind) ? copies(kind, files) : single(kind, files.getFirst(), json));
    }

    private static boolean isCopies(String kind) {
        return kind.equals("exactCopies") || kind.equals("nearCopies");
    }

    private Finding copies(String kind, List<String> files) {
        return new Copies(
                kind.equals("exactCopies"),
                files.stream()
                        .flatMap(file -> Stream.ofNullable(samples.get(file)))
                        .map(sample -> Corrected.member(data, sample))
                        .toList());
    }

    private static Finding single(String kind, String file, JsonNode json) {
        var reason = json.path("reason").asText();
        if (kind.equals("unreadable")) {
            return new Finding.Unreadable(file, reason);
        }
        if (kind.equals("labelSuspect")) {
            return new Finding.Suspect(
                    file,
                    json.path("given").asText(),
                    json.path("suggested").asText(),
                    json.path("confidence").asDouble(),
                    reason);
        }
        var flaw = first(Flaw.values(), one -> AuditJson.word(one).equals(kind));
        if (flaw.isPresent()) {
            double limit = json.path("limit").asDouble();
            return new Finding.Flawed(flaw.get(), file, json.path("measured").asDouble(), limit);
        }
        return first(
                        Faces.Trouble.values(),
                        one -> AuditJson.kind(new Faces(one, file, reason)).equals(kind))
                .map(trouble -> new Faces(trouble, file, reason))
                .orElseThrow(() -> new IllegalArgumentException("a finding of the unknown kind '" + kind + "'"));
    }

    private static <E> Optional<E> first(E[] all, Predicate<E> wanted) {
        return Arrays.stream(all).filter(wanted).findFirst();
    }
}
