package mien.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import mien.Mien;
import mien.Sighting;
import mien.error.MienException;

/// Takes the times of photos, round by round.
///
/// @param sources the photos that can be read
/// @param crops the faces that were found, as input of the network
record PhotoTimes(Stages stages, List<Source> sources, List<byte[]> crops) {
    private static final int LEAST_ROUNDS = 3;

    /// One photo in one round.
    private record Lap(Sighting.Times times, double classify) {}

    /// The laps of one photo.
    private record Track(Source source, List<Lap> laps) {
        double median(ToDoubleFunction<Lap> stage) {
            return Median.of(laps.stream().map(stage::applyAsDouble).toList());
        }
    }

    /// The first round warms up, tells which photos can be read, and is not counted.
    ///
    /// @throws BenchException if none can be read
    static PhotoTimes measure(Mien mien, List<Source> sources, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        var tracks = new ArrayList<Track>();
        var crops = new ArrayList<byte[]>();
        var reason = "there is none";
        for (var source : sources) {
            try {
                var seen = source.find(mien);
                mien.classify(List.of(seen));
                crops.addAll(seen.crops());
                tracks.add(new Track(source, new ArrayList<>()));
            } catch (MienException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        if (tracks.isEmpty()) {
            throw new BenchException("bench: no photo can be read (" + reason + "); name other photos, or none");
        }
        int rounds = 0;
        for (; rounds < LEAST_ROUNDS || System.nanoTime() < end; rounds++) {
            tracks.forEach(track -> track.laps().add(lap(mien, track.source())));
        }
        var stages = stages(tracks, sources.size() - tracks.size(), crops.size(), rounds);
        return new PhotoTimes(stages, tracks.stream().map(Track::source).toList(), crops);
    }

    private static Lap lap(Mien mien, Source source) {
        var seen = source.find(mien);
        long start = System.nanoTime();
        mien.classify(List.of(seen));
        return new Lap(seen.times(), (System.nanoTime() - start) / 1e6);
    }

    private static Stages stages(List<Track> tracks, int unreadable, int faces, int rounds) {
        return new Stages(
                tracks.size(),
                unreadable,
                faces,
                rounds,
                mean(tracks, lap -> lap.times().decode()),
                mean(tracks, lap -> lap.times().detect()),
                mean(tracks, lap -> lap.times().crop()),
                mean(tracks, Lap::classify));
    }

    private static double mean(List<Track> tracks, ToDoubleFunction<Lap> stage) {
        return tracks.stream()
                .mapToDouble(track -> track.median(stage))
                .average()
                .orElseThrow();
    }
}
