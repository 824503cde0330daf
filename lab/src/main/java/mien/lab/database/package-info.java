/// What a server remembers: an embedded database in one file.
@NullMarked
package mien.lab.database;

import org.jspecify.annotations.NullMarked;
