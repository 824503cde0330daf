package mien.lab.copies;

/// Two pictures that are copies of each other.
///
/// @param agreement of their details, up to 1
record Link(int one, int other, double agreement) {}
