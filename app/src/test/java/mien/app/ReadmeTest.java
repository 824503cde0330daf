package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path COMPILED = Path.of("src/test/java/mien/app/ReadmeSnippet.java");

    @Test
    void everyJavaBlockIsCompiled() throws IOException {
        var source = words(Files.readString(COMPILED));
        var blocks = JAVA.matcher(readme()).results().map(block -> words(block.group(1)));
        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(source).contains(block));
    }

    @Test
    void everyCommandExists() throws IOException {
        var named = Pattern.compile("\\./mien ([a-z-]+)")
                .matcher(readme())
                .results()
                .map(match -> match.group(1));
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Commands.BY_NAME).containsKey(name));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("../README.md")).replace("\r\n", "\n");
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
