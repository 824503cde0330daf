package mien.lab.dataset;

/// Something wrong with one piece of a data set. Unless its kind says otherwise, the piece was left out because of
/// it.
///
/// @param kind what sort of trouble
/// @param where file, and line if there is one: `data/legend.csv:17`
/// @param what what is wrong, what came, what to do, in one sentence
public record Problem(Kind kind, String where, String what) {

    /// The sorts of trouble; a [Summary] groups by them in this order.
    public enum Kind {
        UNREADABLE("unreadable pictures"),
        MISSING("pictures that are named but not there"),
        PIXELS("rows with wrong pixels"),
        ROW("rows that cannot be used"),
        CONTRADICTION("pictures named again with another label or split (the first is kept)"),
        UNLABELLED("pictures without a label"),
        UNKNOWN_LABEL("labels that are no known emotion (kept as labels of their own)"),
        SPELLING("labels in several spellings (taken as one)"),
        EMPTY_CLASS("classes without pictures"),
        TINY_CLASS("classes with very few pictures (kept)"),
        FILE("files that cannot be used"),
        VOTES("votes that fit no picture");

        private final String heading;

        Kind(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
