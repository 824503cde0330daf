package mien;

import mien.image.Box;

/// A face found in a photo, and what it shows.
///
/// @param box in pixels of the upright photo
/// @param detector the name of the detector that found it, for example `cascades`
/// @param score how sure the detector is, in `[0, 1]`; comparable only within one detector
public record Face(Box box, String detector, double score, Reading reading) {}
