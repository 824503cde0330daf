package mien.lab.report.page;

/// Text made safe for the places it is put in.
final class Escape {
    private Escape() {}

    /// For the text of an element and for attributes in double quotes.
    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// JSON for a `script` element: no `<` can end it or open a comment in it.
    static String json(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    /// JavaScript for a `script` element. Only strings and comments of a script hold what would end it.
    static String script(String code) {
        return code.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }
}
