package mien.app.bench;

/// What was measured on.
///
/// @param cores that Java may use
/// @param system for example `Linux amd64`
/// @param java for example `25.0.3+9-LTS`
public record Machine(int cores, String system, String java) {
    static Machine here() {
        var system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system,
                Runtime.version().toString());
    }
}
