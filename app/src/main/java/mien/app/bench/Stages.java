package mien.app.bench;

/// What a photo takes if there is one at a time: the mean over the photos, of each photo's median over the rounds.
///
/// @param photos that could be read
/// @param unreadable photos that could not
/// @param faces in all photos together
/// @param rounds over all photos, after the first that only warms up
/// @param decode milliseconds a photo, reading the file included
/// @param detect milliseconds a photo; the cascades use all cores for it
/// @param crop milliseconds a photo
/// @param classify milliseconds a photo, its faces in one batch
public record Stages(
        int photos, int unreadable, int faces, int rounds, double decode, double detect, double crop, double classify) {

    /// Milliseconds a photo.
    public double total() {
        return decode + detect + crop + classify;
    }

    /// Milliseconds of classifying for each face; 0 where there is none.
    public double classifyFace() {
        return faces == 0 ? 0 : classify * photos / faces;
    }
}
