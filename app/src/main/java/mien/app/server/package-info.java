/// `mien serve`: emotions in photos over HTTP.
@NullMarked
package mien.app.server;

import org.jspecify.annotations.NullMarked;
