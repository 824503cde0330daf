package mien.lab.dataset;

/// Something wrong with one piece of a data set, which was left out because of it.
///
/// @param where file, and line if there is one: `data/legend.csv:17`
/// @param what what is wrong, what came, what to do, in one sentence
public record Problem(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
