package mien.app;

/// The run that JDK 25 learns from, at build time, which classes Mien needs: it remembers them, loaded and linked, in
/// the AOT cache that `./mien` starts with. `.mvn/Build.java` starts it; its output goes to the build's log.
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) {
        Main.run("--version");
        Main.run("--help");
        for (var name : Commands.BY_NAME.keySet()) {
            Main.run(name, "--help");
        }
        Main.run("--no-such-option");
    }
}
