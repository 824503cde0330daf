package mien.lab.faces;

/// The mean of many aligned pictures of different people: a face of nobody.
///
/// @param label what they all show
/// @param pictures how many different pictures it is the mean of
/// @param brightness standardised (mean 0, variance 1 on the face), square, in the frame of the data set's pictures
public record MeanFace(String label, int pictures, Plane brightness) {}
