package mien.lab.faces;

/// A smooth bending: the point `(x, y)` of a template shows what is at `(x + dx, y + dy)` of a picture, in pixels.
record Flow(Plane dx, Plane dy) {
    static Flow none(int width, int height) {
        return new Flow(Plane.zero(width, height), Plane.zero(width, height));
    }

    /// The picture bent onto the template.
    Plane of(Plane picture) {
        int width = picture.width();
        var out = new float[picture.values().length];
        for (int i = 0; i < out.length; i++) {
            int row = i / width;
            out[i] = picture.linear(i % width + dx.values()[i], row + dy.values()[i]);
        }
        return new Plane(width, picture.height(), out);
    }
}
