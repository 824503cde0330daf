/// Covers and spoils pictures of faces: masks, glasses, blocks, poor cameras.
@NullMarked
package mien.lab.occlusion;

import org.jspecify.annotations.NullMarked;
