package mien.lab.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Text files on the class path that go into pages.
final class Resource {
    private static final String D3 = "/META-INF/maven/org.webjars.npm/d3/pom.properties";

    private Resource() {}

    /// @param path absolute: `/mien/lab/report/page/page.css`
    static String text(String path) {
        try (var in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file of the d3 that Maven brought, whatever its version.
    static String d3(String file) {
        var properties = new Properties();
        try (var in = open(D3)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text("/META-INF/resources/webjars/d3/" + properties.getProperty("version") + "/" + file);
    }

    private static InputStream open(String path) {
        var in = Resource.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException(path + " is not on the class path; build again");
        }
        return in;
    }
}
