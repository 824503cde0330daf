/// Networks as plain data: layers, shapes, weights, architectures.
@NullMarked
package mien.lab.network;

import org.jspecify.annotations.NullMarked;
