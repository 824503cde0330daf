package mien.lab.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mien.error.MienException;
import mien.lab.database.Database;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.Hashing;
import mien.lab.dataset.Shelf;

/// The data sets of a folder and what was decided on them. Safe for many threads.
public final class Reviews implements AutoCloseable {
    private static final int SOON = 200; // milliseconds until the file of corrections follows the database
    private static final int DEEPEST = 3; // folders of a data set: set/split/class
    private static final String CORRECTIONS = ".corrections.csv";

    private final Path folder;
    private final Database database;
    private final Map<String, Opened> open = new HashMap<>();
    private final Set<Review> behind = new LinkedHashSet<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("mien-corrections").daemon().unstarted(task));

    /// @param stamp changes when the data or its audit does
    private record Opened(Review review, String stamp) {}

    /// A data set that can be opened.
    ///
    /// @param id its path below the folder
    /// @param decided pictures on which a decision stands
    public record Listed(String id, Optional<AuditFolder> audit, int decided) {}

    private Reviews(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    /// Opens the reviews of a folder, of which the database is made on first use.
    ///
    /// @throws mien.lab.database.DatabaseException if it cannot be used
    public static Reviews open(Path folder) {
        var reviews = new Reviews(folder, Database.open(folder));
        reviews.writer.execute(reviews::catchUp);
        return reviews;
    }

    /// What a process that was killed had no time for.
    private void catchUp() {
        DecisionLog.behind(database).forEach(this::catchUp);
    }

    private void catchUp(String id) {
        try {
            review(id);
        } catch (MienException _) {
            return; // its data is gone or unreadable: whoever opens it is told so
        }
    }

    public Path folder() {
        return folder;
    }

    /// The data sets below the folder, by id.
    public List<Listed> list() {
        var audits = AuditFolder.below(folder);
        var listed = new ArrayList<Listed>();
        for (var path : Shelf.dataSets(folder)) {
            var id = id(path);
            int decided = DecisionLog.decided(database, id);
            listed.add(new Listed(id, audit(path, audits), decided));
        }
        return List.copyOf(listed);
    }

    /// Opens a data set, or gives the one that is open and has not changed. Its file of corrections is brought up
    /// to date.
    ///
    /// @param id as listed
    /// @throws ReviewException if there is no such data set
    /// @throws mien.lab.dataset.DatasetException if it cannot be read, or the findings cannot
    public Review review(String id) {
        var path = path(id);
        var audit = audit(path, AuditFolder.below(folder));
        synchronized (open) {
            var stamp = stamp(path, audit);
            var opened = open.get(id);
            if (opened == null || !opened.stamp().equals(stamp)) {
                var data = Datasets.open(path);
                var key = Hashing.sha256((id + data.source().contentKey()).getBytes(StandardCharsets.UTF_8))
                        .substring(0, 16);
                var log = DecisionLog.of(database, id, Clock.systemUTC());
                var file = path.resolveSibling(path.getFileName() + CORRECTIONS);
                var review = new Review(id, Material.of(data, audit), key, log, file, this::soon);
                review.bring();
                opened = new Opened(review, stamp);
                open.put(id, opened);
            }
            return opened.review();
        }
    }

    /// The open data set, without asking whether it has changed.
    ///
    /// @throws ReviewException if there is no such data set
    public Review current(String id) {
        synchronized (open) {
            var opened = open.get(id);
            return opened == null ? review(id) : opened.review();
        }
    }

    /// The path of a data set.
    ///
    /// @throws ReviewException if it is none of those listed
    public Path path(String id) {
        return Shelf.dataSets(folder).stream()
                .filter(path -> id(path).equals(id))
                .findFirst()
                .orElseThrow(() -> new ReviewException(
                        "data set '" + id + "': there is none below the folder; choose one that is listed"));
    }

    private String id(Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    private static Optional<AuditFolder> audit(Path data, List<AuditFolder> audits) {
        return audits.stream()
                .filter(audit -> audit.data().equals(String.valueOf(data.getFileName())))
                .findFirst();
    }

    /// Cheap: times of the file or of the folders, not of the pictures in them.
    private static String stamp(Path data, Optional<AuditFolder> audit) {
        var stamp = new StringBuilder(audit.toString());
        try {
            Walk.of(data, DEEPEST, (path, facts) -> {
                boolean folder = facts.isDirectory() || (facts.isSymbolicLink() && Files.isDirectory(path));
                if (folder || path.equals(data)) {
                    stamp.append(path.toFile().lastModified());
                }
            });
            return stamp.append(Files.size(data)).toString();
        } catch (IOException e) {
            throw new ReviewException(data + ": cannot be read (" + e.getMessage() + "); allow it", e);
        }
    }

    private void soon(Review review) {
        synchronized (behind) {
            if (behind.add(review)) {
                var _ = writer.schedule(() -> bring(review), SOON, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void bring(Review review) {
        synchronized (behind) {
            behind.remove(review);
        }
        review.bring();
    }

    /// Writes what is still to be written, and closes the database.
    @Override
    public void close() {
        writer.close(); // after what it has to do
        synchronized (open) {
            open.values().forEach(opened -> opened.review().material().data().close());
            open.clear();
        }
        database.close();
    }
}
