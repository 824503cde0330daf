package mien.lab.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// An SQLite database in one file of a folder, `mien.db`. Safe for many threads, and for several processes.
///
/// What a call has changed when it returns is on the disk, and stays there whatever becomes of the process or the
/// machine: the journal is written ahead (WAL) and flushed at each commit.
public final class Database implements AutoCloseable {
    private static final String FILE = "mien.db";
    private static final int PATIENCE = 10_000; // milliseconds, for another process that writes

    private final Path file;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Opens the database of a folder, which is made on first use and brought up to this version of Mien.
    ///
    /// @throws DatabaseException if it cannot be written, is damaged, or comes from a newer Mien
    public static Database open(Path folder) {
        var file = folder.resolve(FILE);
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY); // no other folder is needed
        config.setBusyTimeout(PATIENCE);
        config.enforceForeignKeys(true);
        try {
            var database = new Database(file, config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
            try {
                database.update();
                return database;
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    private void update() {
        atOnce(() -> {
            int version = (int) (long)
                    all("PRAGMA user_version", row -> row.whole("user_version")).getFirst();
            if (version > Schema.STEPS.size()) {
                throw new DatabaseException(file + ": it was written by a newer Mien (schema " + version
                        + ", this one knows " + Schema.STEPS.size() + "); use that one");
            }
            for (var step : Schema.STEPS.subList(version, Schema.STEPS.size())) {
                step.forEach(this::change);
            }
            change("PRAGMA user_version = " + Schema.STEPS.size());
            return version;
        });
    }

    /// All rows that a query finds.
    ///
    /// @param values for its question marks
    public <T> List<T> all(String sql, Function<Row, T> made, Object... values) {
        lock.lock();
        try (var statement = prepared(sql, values);
                var result = statement.executeQuery()) {
            var row = new Row(result);
            var all = new ArrayList<T>();
            while (result.next()) {
                all.add(made.apply(row));
            }
            return all;
        } catch (SQLException e) {
            throw failed(file, e);
        } finally {
            lock.unlock();
        }
    }

    /// Inserts, updates or creates.
    ///
    /// @param values for its question marks
    /// @return the key of the row that was inserted last
    public long change(String sql, Object... values) {
        lock.lock();
        try (var statement = prepared(sql, values)) {
            statement.execute();
            try (var last = connection.createStatement();
                    var key = last.executeQuery("SELECT last_insert_rowid()")) {
                key.next();
                return key.getLong(1);
            }
        } catch (SQLException e) {
            throw failed(file, e);
        } finally {
            lock.unlock();
        }
    }

    /// Makes all changes of `work` together: all of them are there when this returns, none if it throws. No other
    /// change comes in between.
    public <T> T atOnce(Supplier<T> work) {
        lock.lock();
        try {
            if (lock.getHoldCount() > 1) {
                return work.get(); // within another
            }
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                var result = work.get();
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(file, e);
        } finally {
            lock.unlock();
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static DatabaseException failed(Path file, SQLException e) {
        var code = e instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
        var what = switch (code) {
            case SQLITE_NOTADB, SQLITE_CORRUPT -> "it is damaged, or no database; move it away, and a new one is made";
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
                "it cannot be written to; allow it, for the file and its folder";
            case SQLITE_FULL, SQLITE_IOERR -> "the disk is full or failing; make room";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another process keeps it locked; end that";
            default -> "it cannot be used: " + e.getMessage();
        };
        return new DatabaseException(file + ": " + what, e);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(file, e);
        } finally {
            lock.unlock();
        }
    }
}
