/// How fast Mien is on this machine.
@NullMarked
package mien.app.bench;

import org.jspecify.annotations.NullMarked;
