package mien.lab.report.page;

/// A part of a page. Its heading and text are in the file itself; what it shows is made from the page's data by the
/// script that names it: `Mien.section("copies", (body, data) => ...)`.
///
/// @param id short and unique in the page: `copies`
/// @param title its heading
/// @param lead what it shows and why it matters, in a sentence or two
public record Section(String id, String title, String lead) {
    public Section {
        if (!id.matches("[a-z][a-z-]*")) {
            throw new IllegalArgumentException("section: an id is of small letters and hyphens, got '" + id + "'");
        }
    }
}
