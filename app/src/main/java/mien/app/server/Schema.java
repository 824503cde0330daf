package mien.app.server;

import java.util.List;

/// The form of a value in a query or in an answer.
sealed interface Schema {

    /// @param oneOf the only values there are; any text if empty
    record Text(List<String> oneOf) implements Schema {
        public Text {
            oneOf = List.copyOf(oneOf);
        }
    }

    record Whole(long least, long most) implements Schema {}

    record Real(double least, double most) implements Schema {}

    record Flag() implements Schema {}

    /// @param value or null
    record Maybe(Schema value) implements Schema {}

    record ListOf(Schema item) implements Schema {}

    /// An object with these fields and no others.
    record Fields(List<Field> fields) implements Schema {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /// An object whose fields have names that are not known beforehand.
    record ByName(Schema value) implements Schema {}

    /// A file.
    record Bytes() implements Schema {}

    /// Any JSON.
    record Anything() implements Schema {}

    /// @param description empty where the name says it all
    record Field(String name, Schema schema, String description, Presence presence) {}

    /// When a field is there.
    enum Presence {
        ALWAYS,
        WHERE_ASKED_FOR,
        WHERE_GIVEN
    }

    Schema TEXT = new Text(List.of());
    Schema COUNT = new Whole(0, Long.MAX_VALUE);
    Schema SHARE = new Real(0, 1);

    static Field field(String name, Schema schema, String description) {
        return new Field(name, schema, description, Presence.ALWAYS);
    }
}
