/// The wire format of ONNX files.
@NullMarked
package mien.protobuf;

import org.jspecify.annotations.NullMarked;
