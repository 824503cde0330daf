package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTest {
    private static final Path ROOT = Path.of("..");

    /// Code is no place for links: blocks between fences, then words between backticks.
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static List<Path> documents() throws IOException {
        var top = Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(ROOT::resolve);
        try (var files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyRelativeLinkLeadsSomewhere(Path document) {
        assertThat(links(document)).allSatisfy(link -> {
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty()
                    ? document
                    : document.resolveSibling(parts[0]).normalize();
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).contains(parts[1]);
            }
        });
    }

    private static List<String> links(Path document) {
        return LINK.matcher(prose(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /// As web sites make them of headings: `What is new?` is `what-is-new`.
    private static List<String> anchors(Path document) {
        return HEADING.matcher(read(document))
                .results()
                .map(DocumentsTest::anchor)
                .toList();
    }

    private static String anchor(MatchResult heading) {
        var name = heading.group(1).strip().toLowerCase(Locale.ROOT);
        return name.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    private static String prose(Path document) {
        return CODE.matcher(read(document)).replaceAll("");
    }

    private static String read(Path document) {
        try {
            return Files.readString(document).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
