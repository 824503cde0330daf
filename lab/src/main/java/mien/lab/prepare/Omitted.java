package mien.lab.prepare;

import java.util.Locale;

/// A picture of the source that the prepared data set does not have, and why.
///
/// @param file its name in the source
/// @param detail for people; may be empty
public record Omitted(String file, Reason reason, String detail) {

    /// Why a picture was left out.
    public enum Reason {
        /// It cannot be decoded.
        UNREADABLE,
        /// A correction says so.
        CORRECTION,
        /// Only votes say what it shows, and they are not of one mind.
        NO_LABEL,
        /// No face was found in it.
        NO_FACE,
        /// It was not drawn for its label's share.
        BALANCE,
        /// It has no tags, or none that the table knows.
        UNTAGGED,
        /// Its tags speak for several labels.
        CONFLICT;

        /// `no face`
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
