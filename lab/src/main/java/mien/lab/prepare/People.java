package mien.lab.prepare;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import mien.lab.dataset.Sample;

/// What says who is on a picture.
public sealed interface People {

    /// The column `group` of the data's csv, where it has one.
    record ByColumn() implements People {}

    /// What the first group of a pattern captures in the file's path.
    record ByPath(Pattern pattern) implements People {}

    /// @throws PrepareException if it is no regular expression, or captures nothing
    static People byPath(String regex) {
        try {
            var pattern = Pattern.compile(regex);
            if (pattern.matcher("").groupCount() == 0) {
                throw new PrepareException("group: the pattern " + regex + " captures nothing; put what names a person"
                        + " into parentheses, for example (person\\d+)_");
            }
            return new ByPath(pattern);
        } catch (PatternSyntaxException e) {
            throw new PrepareException(
                    "group: " + regex + " is no regular expression (" + e.getDescription() + "); mend it", e);
        }
    }

    /// Who is on each picture; empty where nothing says so.
    ///
    /// @throws PrepareException if a pattern fits no file
    default List<String> on(List<Sample> samples) {
        return switch (this) {
            case ByColumn _ ->
                samples.stream().map(People::column).map(String::strip).toList();
            case ByPath(var pattern) -> {
                var people = samples.stream()
                        .map(sample -> captured(pattern, sample.file()))
                        .toList();
                if (people.stream().allMatch(String::isEmpty)) {
                    throw new PrepareException("group: the pattern " + pattern + " fits none of the " + samples.size()
                            + " files, such as " + samples.getFirst().file() + "; mend it");
                }
                yield people;
            }
        };
    }

    private static String column(Sample sample) {
        return sample.origin().columns().entrySet().stream()
                .filter(column -> column.getKey().strip().equalsIgnoreCase("group"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String captured(Pattern pattern, String file) {
        var matcher = pattern.matcher(file);
        var found = matcher.find() ? matcher.group(1) : "";
        return found == null ? "" : found;
    }
}
