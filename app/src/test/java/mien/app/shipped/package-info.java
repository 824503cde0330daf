/// Holds the shipped models to their cards and to what they answered when they were shipped.
@NullMarked
package mien.app.shipped;

import org.jspecify.annotations.NullMarked;
