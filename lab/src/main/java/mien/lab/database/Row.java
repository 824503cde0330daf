package mien.lab.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/// A row of an answer, while it is being read.
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /// The text in a column that is never null.
    public String text(String column) {
        try {
            return result.getString(column);
        } catch (SQLException e) {
            throw new DatabaseException("column " + column + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// The whole number in a column; 0 for null.
    public long whole(String column) {
        try {
            return result.getLong(column);
        } catch (SQLException e) {
            throw new DatabaseException("column " + column + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
