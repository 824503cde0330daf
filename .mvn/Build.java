import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/// Builds what `./mien` starts, in `app/target/mien`: `lib/` the jars, `native/` this machine's native libraries,
/// `mien.aot` the start-up cache of JDK 25, and last `stamp`, whose time is that of the build's beginning.
///
/// `java .mvn/Build.java ROOT` builds what is missing or out of date; `java -cp app/target/mien Build ROOT fresh` only
/// says by its exit code whether anything is. Files are replaced by renaming, so that a Mien that is running keeps its own.
final class Build {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path root;
    private final Path home;
    private final Path log;

    private Build(Path root) {
        this.root = root;
        this.home = root.resolve("app/target/mien");
        this.log = home.resolve("build.log");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var build = new Build(Path.of(args[0]).toAbsolutePath().normalize());
        if (args.length > 1) {
            System.exit(build.fresh() ? 0 : 1);
        }
        try {
            build.once();
        } catch (Failed e) {
            System.err.println("mien: " + e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("mien: cannot build in " + build.home + ": " + e);
            System.exit(1);
        }
    }

    /// Waits for a build that runs already; the operating system ends its lock even if it is killed.
    private void once() throws IOException, InterruptedException {
        Files.createDirectories(home);
        try (var channel = FileChannel.open(
                        home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!fresh()) {
                build();
            }
        }
    }

    /// The same question as `find` asks in `./mien`.
    private boolean fresh() throws IOException {
        var stamp = home.resolve("stamp");
        if (!Files.exists(stamp)) {
            return false;
        }
        var built = Files.getLastModifiedTime(stamp);
        for (var input : List.of("pom.xml", "mien", "mien.cmd", ".mvn")) {
            if (newer(root.resolve(input), built)) {
                return false;
            }
        }
        for (var module : List.of("recognition", "lab", "app")) {
            if (newer(root.resolve(module, "pom.xml"), built) || newer(root.resolve(module, "src/main"), built)) {
                return false;
            }
        }
        return true;
    }

    private static boolean newer(Path path, FileTime time) throws IOException {
        try (var files = Files.walk(path)) {
            return files.anyMatch(file -> modified(file).compareTo(time) > 0);
        }
    }

    private void build() throws IOException, InterruptedException {
        boolean first = !Files.exists(home.resolve("stamp"));
        System.err.println(
                first
                        ? "mien: building, once: 1 minute, or 5 with 250 MB of libraries to fetch first (log: " + log + ")"
                        : "mien: the sources have changed, building: about 20 seconds (log: " + log + ")");
        var stamp = home.resolve("stamp.new");
        Files.writeString(stamp, "");
        var maven = new ArrayList<String>(WINDOWS ? List.of("cmd", "/c") : List.of());
        maven.addAll(List.of(root.resolve(WINDOWS ? "mvnw.cmd" : "mvnw").toString(), "-B", "-ntp"));
        maven.addAll(List.of("-DskipTests", "-Djacoco.skip=true", "-pl", "app", "-am", "package"));
        if (run(maven, log) != 0) {
            throw new Failed("the build failed (log: " + log + "):" + System.lineSeparator() + failure(log));
        }
        var classPath = Files.readString(root.resolve("app/target/class-path.txt")).strip();
        var jars = Stream.concat(Stream.of("app/target/mien-app.jar"), Stream.of(classPath.split(File.pathSeparator)))
                .map(root::resolve)
                .toList();
        var self = home.resolve("Build.class");
        if (Files.exists(self) && newer(root.resolve(".mvn"), Files.getLastModifiedTime(self))) {
            keepOnly(Files.createDirectories(home.resolve("lib")), Set.of());
        }
        boolean changed = copy(jars);
        changed |= extract(jars);
        if (changed || !Files.exists(home.resolve("mien.aot"))) {
            rehearse();
        }
        compileItself();
        Files.move(stamp, home.resolve("stamp"), StandardCopyOption.REPLACE_EXISTING);
    }

    /// @return whether any jar is another than before
    private boolean copy(List<Path> jars) throws IOException {
        var lib = Files.createDirectories(home.resolve("lib"));
        boolean changed = keepOnly(lib, jars.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.toSet()));
        for (var jar : jars) {
            var copy = lib.resolve(jar.getFileName());
            var time = Files.getLastModifiedTime(jar);
            if (!Files.exists(copy) || !Files.getLastModifiedTime(copy).equals(time)) {
                var part = lib.resolve("part");
                if (jar.getFileName().toString().startsWith("picocli-")) {
                    modernize(jar, part);
                } else {
                    Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.setLastModifiedTime(part, time);
                Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
                changed = true;
            }
        }
        return changed;
    }

    /// Writes the classes of a jar that are in the format of Java 5 in that of Java 21: the AOT cache does not take the old
    /// format, and picocli, which is in it, is most of what `mien --version` loads.
    private static void modernize(Path jar, Path result) throws IOException {
        try (var in = new JarFile(jar.toFile());
                var out = new JarOutputStream(Files.newOutputStream(result))) {
            var classes = new HashMap<String, byte[]>();
            for (var entry : in.stream().toList()) {
                classes.put(entry.getName(), in.getInputStream(entry).readAllBytes());
            }
            var hierarchy = ClassHierarchyResolver.ofResourceParsing(type -> {
                var descriptor = type.descriptorString();
                var bytes = classes.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
                return bytes == null ? null : new ByteArrayInputStream(bytes);
            });
            var format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                    hierarchy.orElse(ClassHierarchyResolver.defaultResolver())));
            var rewritten = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                    .andThen(ClassTransform.endHandler(b -> b.withVersion(ClassFile.JAVA_21_VERSION, 0)));
            for (var entry : in.stream().toList()) {
                var bytes = classes.get(entry.getName());
                out.putNextEntry(new ZipEntry(entry.getName()));
                boolean old = entry.getName().endsWith(".class") && format.parse(bytes).majorVersion() < 50;
                out.write(old ? format.transformClass(format.parse(bytes), rewritten) : bytes);
                out.closeEntry();
            }
        }
    }

    /// Lays the native libraries where they are loaded from without a search: those of ONNX Runtime and SQLite would be
    /// copied to a temporary folder at every start, those of JavaCPP would be looked for in every jar.
    ///
    /// On Windows and macOS, JavaCPP's own way is kept: its cache in `~/.javacpp`.
    private boolean extract(List<Path> jars) throws IOException {
        var natives = Files.createDirectories(home.resolve("native"));
        var wanted = new HashSet<String>();
        boolean changed = false;
        for (var jar : jars) {
            try (var file = new JarFile(jar.toFile())) {
                for (var entry : file.stream().filter(e -> isNative(e.getName())).toList()) {
                    var name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    wanted.add(name);
                    var target = natives.resolve(name);
                    var time = entry.getLastModifiedTime();
                    if (Files.exists(target)
                            && Files.size(target) == entry.getSize()
                            && Files.getLastModifiedTime(target).toMillis() == time.toMillis()) {
                        continue;
                    }
                    var part = natives.resolve("part");
                    try (var in = file.getInputStream(entry)) {
                        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                    }
                    Files.setLastModifiedTime(part, time);
                    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
                    changed = true;
                }
            }
        }
        if (wanted.contains("libopenblas.so.0")) {
            // The name under which JavaCPP's openblas without LAPACK asks for it.
            var link = natives.resolve("libopenblas_nolapack.so.0");
            wanted.add(link.getFileName().toString());
            if (!Files.exists(link)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of("libopenblas.so.0"));
            }
        }
        return keepOnly(natives, wanted) | changed;
    }

    private static boolean isNative(String entry) {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arm = System.getProperty("os.arch").equals("aarch64");
        if (os.startsWith("linux")) {
            return entry.matches("org/bytedeco/\\w+/linux-" + (arm ? "arm64" : "x86_64") + "(-gpu)?/[^/]+\\.so[.\\d]*")
                    || entry.matches("ai/onnxruntime/native/linux-" + (arm ? "aarch64" : "x64") + "/[^/]+\\.so")
                    || entry.matches("org/sqlite/native/Linux/" + (arm ? "aarch64" : "x86_64") + "/[^/]+\\.so");
        }
        return entry.matches(
                        "ai/onnxruntime/native/" + (WINDOWS ? "win" : "osx") + (arm ? "-aarch64" : "-x64") + "/[^/]+\\.(dll|dylib)")
                || entry.matches(
                        "org/sqlite/native/" + (WINDOWS ? "Windows" : "Mac") + (arm ? "/aarch64" : "/x86_64") + "/[^/]+\\.(dll|dylib)");
    }

    private static boolean keepOnly(Path folder, Set<String> names) throws IOException {
        boolean removed = false;
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                    removed = true;
                }
            }
        }
        return removed;
    }

    /// Makes the start-up cache by a run of Mien; without it Mien only starts slower.
    private void rehearse() throws IOException, InterruptedException {
        var aot = home.resolve("mien.aot");
        var part = home.resolve("mien.aot.new");
        var launcher = root.resolve(WINDOWS ? "mien.cmd" : "mien").toString();
        var command = new ArrayList<String>(WINDOWS ? List.of("cmd", "/c") : List.of());
        command.add(launcher);
        var process = new ProcessBuilder(command);
        process.environment().put("MIEN_REHEARSAL", part.toString());
        int code = run(process, home.resolve("rehearsal.log"));
        if (code == 0 && Files.exists(part)) {
            Files.move(part, aot, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(aot);
            System.err.println("mien: no start-up cache could be made (see " + home.resolve("rehearsal.log")
                    + "); Mien works, but starts slower");
        }
    }

    /// So that `mien.cmd`, which has no `find -newer`, can ask quickly whether anything is out of date.
    private void compileItself() {
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", home.toString(), root.resolve(".mvn/Build.java").toString());
    }

    private int run(List<String> command, Path output) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command), output);
    }

    private int run(ProcessBuilder process, Path output) throws IOException, InterruptedException {
        var nothing = new File(WINDOWS ? "NUL" : "/dev/null");
        return process.directory(root.toFile())
                .redirectInput(nothing)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }

    /// Maven's own account of what failed, without its advice on how to ask for more.
    private static String failure(Path log) throws IOException {
        var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        var errors = lines.stream()
                .filter(line -> line.startsWith("[ERROR]") || line.matches("\\[WARNING].*\\.java:\\[.*"))
                .takeWhile(line -> !line.contains("[Help 1]"))
                .toList();
        var shown = errors.isEmpty() ? lines.subList(Math.max(0, lines.size() - 20), lines.size()) : errors;
        return String.join(System.lineSeparator(), shown);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A build that cannot be used.
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }
}
