package mien.lab.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import mien.lab.file.WholeFile;

/// A report as one self-contained HTML file: style, scripts, data and pictures are inside, and its security policy
/// keeps it off the network.
///
/// @param kind of report: `Audit`
/// @param title what it is about: `fer2013.zip`
/// @param lead about that, in a sentence
/// @param sections in order
/// @param data for the scripts, which find it as `Mien.data`
/// @param scripts class path resources that draw the sections, besides the components that all pages share
public record Page(
        String kind, String title, String lead, List<Section> sections, JsonNode data, List<String> scripts) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOME = "/mien/lab/report/page/";
    private static final List<String> COMPONENTS =
            List.of("dom.js", "charts.js", "lines.js", "pictures.js", "viewer.js");

    public Page {
        sections = List.copyOf(sections);
        scripts = List.copyOf(scripts);
    }

    /// Writes the page, in place of an older one: at every moment the file is the old one or the new one as a whole.
    ///
    /// @throws IOException if the file cannot be written
    public void write(Path file) throws IOException {
        WholeFile.write(file, html());
    }

    /// The whole file.
    public String html() {
        var html = new StringBuilder(1 << 20);
        html.append(filled(Resource.text(HOME + "page.html")));
        sections.forEach(section -> html.append(markup(section)));
        html.append("</main>\n").append(Resource.text(HOME + "foot.html"));
        html.append("<!-- d3: https://d3js.org\n")
                .append(Resource.d3("LICENSE"))
                .append("-->\n");
        html.append("<script id=\"data\" type=\"application/json\">")
                .append(Escape.json(json()))
                .append("</script>\n");
        script(html, Resource.d3("dist/d3.min.js"));
        COMPONENTS.forEach(file -> script(html, Resource.text(HOME + file)));
        scripts.forEach(path -> script(html, Resource.text(path)));
        script(html, "Mien.start();\n");
        return html.append("</body>\n</html>\n").toString();
    }

    private String filled(String template) {
        return template.replace("{{css}}", Resource.text(HOME + "page.css"))
                .replace("{{kind}}", Escape.html(kind))
                .replace("{{nav}}", nav())
                .replace("{{lead}}", Escape.html(lead))
                .replace("{{title}}", Escape.html(title));
    }

    private String nav() {
        var nav = new StringBuilder();
        sections.forEach(section -> nav.append("<li><a href=\"#")
                .append(section.id())
                .append("\">")
                .append(Escape.html(section.title()))
                .append("</a></li>"));
        return nav.toString();
    }

    private static String markup(Section section) {
        return """
                <section id="%s" aria-labelledby="%1$s-title">
                <header><h2 id="%1$s-title">%s</h2>
                <p class="lead">%s</p></header>
                <div class="body"></div>
                </section>
                """.formatted(section.id(), Escape.html(section.title()), Escape.html(section.lead()));
    }

    private String json() {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree of plain values can always be written
        }
    }

    private static void script(StringBuilder html, String code) {
        html.append("<script>").append(Escape.script(code)).append("</script>\n");
    }
}
