package mien.app.server;

import java.nio.file.Path;
import java.util.Optional;
import mien.MienOptions;

/// What a server works with.
///
/// @param mien model, detector, gate and the most pixels of a picture
/// @param access where it listens, and to whom
/// @param data the folder whose data sets and trainings its pages show; nothing of a disk is shown without one
/// @param version of Mien, as the API tells it
public record ServerOptions(
        MienOptions mien, Access access, Limits limits, Batching batching, Optional<Path> data, String version) {

    /// Pictures of more than 50 megapixels are refused unless the caller says otherwise: two of them, decoded, are
    /// 300 MB.
    public static final long MAX_PIXELS = 50_000_000;

    public static ServerOptions of(MienOptions mien, String version) {
        return new ServerOptions(mien, Access.DEFAULT, Limits.DEFAULT, Batching.DEFAULT, Optional.empty(), version);
    }

    public ServerOptions withMien(MienOptions newMien) {
        return new ServerOptions(newMien, access, limits, batching, data, version);
    }

    public ServerOptions withAccess(Access newAccess) {
        return new ServerOptions(mien, newAccess, limits, batching, data, version);
    }

    public ServerOptions withLimits(Limits newLimits) {
        return new ServerOptions(mien, access, newLimits, batching, data, version);
    }

    public ServerOptions withBatching(Batching newBatching) {
        return new ServerOptions(mien, access, limits, newBatching, data, version);
    }

    public ServerOptions withData(Path newData) {
        return new ServerOptions(mien, access, limits, batching, Optional.of(newData), version);
    }
}
