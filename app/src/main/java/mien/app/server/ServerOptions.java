package mien.app.server;

import mien.MienOptions;

/// What a server works with.
///
/// @param mien model, detector, gate and the most pixels of a picture
/// @param access where it listens, and to whom
/// @param version of Mien, as the API tells it
public record ServerOptions(MienOptions mien, Access access, Limits limits, Batching batching, String version) {

    /// Pictures of more than 50 megapixels are refused unless the caller says otherwise: two of them, decoded, are
    /// 300 MB.
    public static final long MAX_PIXELS = 50_000_000;

    public static ServerOptions of(MienOptions mien, String version) {
        return new ServerOptions(mien, Access.DEFAULT, Limits.DEFAULT, Batching.DEFAULT, version);
    }

    public ServerOptions withAccess(Access newAccess) {
        return new ServerOptions(mien, newAccess, limits, batching, version);
    }

    public ServerOptions withLimits(Limits newLimits) {
        return new ServerOptions(mien, access, newLimits, batching, version);
    }

    public ServerOptions withBatching(Batching newBatching) {
        return new ServerOptions(mien, access, limits, newBatching, version);
    }
}
