package mien.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// What `mien --version` prints: Mien with the commit it was built from, the JDK and the machine.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var jdk = "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
        var machine =
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch");
        return new String[] {"mien " + mien(), jdk + ", " + machine};
    }

    /// Such as `0.1.0-SNAPSHOT (e393da8)`; without the commit where the build had no git.
    static String mien() {
        var built = new Properties();
        try (var in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is not on the class path");
            }
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var commit = built.getProperty("commit", "");
        return built.getProperty("version") + (commit.isEmpty() ? "" : " (" + commit + ")");
    }
}
