package mien.app.server;

import java.util.List;
import java.util.stream.Collectors;

/// A page for people, which the navigation of all pages names.
///
/// Below `web/` lie its `FILE.html`, what stands between the shell's header and the end of the page, and `FILE.css`
/// and `FILE.js`, which it loads.
///
/// @param name in the navigation
/// @param parts other files below `web/` that it loads
record View(String path, String name, String file, List<String> parts) {
    View {
        parts = List.copyOf(parts);
    }

    static View of(String path, String name, String file, String... parts) {
        return new View(path, name, file, List.of(parts));
    }

    /// The whole page.
    ///
    /// @param shell with places for a view's name, file and content and for the links to all views
    String in(String shell, String content, List<View> all) {
        var links = all.stream().map(this::link).collect(Collectors.joining("\n"));
        return shell.replace("{{name}}", name)
                .replace("{{file}}", file)
                .replace("{{views}}", links)
                .replace("{{content}}", content);
    }

    private String link(View view) {
        var here = view.equals(this) ? " aria-current=\"page\"" : "";
        return "<li><a href=\"" + view.path + "\"" + here + ">" + view.name + "</a></li>";
    }
}
