/// Answers as text for people, JSON and CSV.
@NullMarked
package mien.app.output;

import org.jspecify.annotations.NullMarked;
