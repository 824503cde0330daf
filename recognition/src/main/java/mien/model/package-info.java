/// Model files: an ONNX graph with the contract that says how to use it.
@NullMarked
package mien.model;

import org.jspecify.annotations.NullMarked;
