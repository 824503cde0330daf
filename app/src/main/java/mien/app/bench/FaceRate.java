package mien.app.bench;

/// How fast the network reads faces in one setting.
///
/// @param callers threads that each give batches to the network
/// @param threads that share the work of one batch: those of [mien.model.Engine]
/// @param batch faces that are given at a time
/// @param facesPerSecond of all callers together
public record FaceRate(int callers, int threads, int batch, double facesPerSecond) {}
