package mien.lab.network;

import mien.lab.network.Layer.Sequential;

/// One question that a network answers: layers from the trunk's output to one logit per class.
///
/// @param name what the answer is called, for example `fer7`; distinct within a network; the ONNX output bears it
/// @param body ends in a vector with one value per class
public record Head(String name, Sequential body) {}
