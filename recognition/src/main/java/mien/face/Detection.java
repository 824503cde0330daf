package mien.face;

import mien.image.Box;

public record Detection(Box box, double score) {}
