package mien.lab.copies;

import java.util.SplittableRandom;
import mien.image.Box;
import mien.image.Picture;

/// What may have happened to a copy of a picture, drawn at random.
enum Planting {
    OTHER_SIZE("size 40 to 80 % or 125 to 160 %") {
        @Override
        Picture of(Picture picture, SplittableRandom random) {
            double scale = random.nextBoolean() ? random.nextDouble(0.4, 0.8) : random.nextDouble(1.25, 1.6);
            return picture.resized(Math.max(1, (int) Math.round(scale * picture.width())), Math.max(1, (int)
                    Math.round(scale * picture.height())));
        }
    },
    CROP("crop to 85 % of each side, anywhere") {
        @Override
        Picture of(Picture picture, SplittableRandom random) {
            int width = (int) Math.round(0.85 * picture.width());
            int height = (int) Math.round(0.85 * picture.height());
            return picture.crop(new Box(
                    random.nextInt(picture.width() - width + 1),
                    random.nextInt(picture.height() - height + 1),
                    width,
                    height));
        }
    },
    JPEG("JPEG quality 40") {
        @Override
        Picture of(Picture picture, SplittableRandom random) {
            return Picture.decode(picture.jpeg(40));
        }
    },
    BRIGHTNESS("20 to 60 grey levels brighter or darker") {
        @Override
        Picture of(Picture picture, SplittableRandom random) {
            int added = random.nextInt(20, 61) * (random.nextBoolean() ? 1 : -1);
            return mapped(picture, value -> value + added);
        }
    },
    CONTRAST("contrast 50 to 80 % or 120 to 150 %") {
        @Override
        Picture of(Picture picture, SplittableRandom random) {
            double factor = random.nextBoolean() ? random.nextDouble(0.5, 0.8) : random.nextDouble(1.2, 1.5);
            return mapped(picture, value -> 128 + factor * (value - 128));
        }
    },
    ROTATION("rotation by 2 to 5 degrees either way, black corners") {
        @Override
        Picture of(Picture picture, SplittableRandom random) {
            return rotated(picture, random.nextDouble(2, 5) * (random.nextBoolean() ? 1 : -1), true);
        }
    },
    ROTATION_FILLED("the same, border repeated") {
        @Override
        Picture of(Picture picture, SplittableRandom random) {
            return rotated(picture, random.nextDouble(2, 5) * (random.nextBoolean() ? 1 : -1), false);
        }
    },
    MIRROR("mirror image") {
        @Override
        Picture of(Picture picture, SplittableRandom random) {
            return mirrored(picture);
        }
    };

    final String title;

    Planting(String title) {
        this.title = title;
    }

    abstract Picture of(Picture picture, SplittableRandom random);

    interface Tone {
        double of(int value);
    }

    static Picture mapped(Picture picture, Tone tone) {
        var out = new byte[picture.pixels().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Math.clamp(Math.round(tone.of(picture.pixels()[i] & 255)), 0, 255);
        }
        return new Picture(picture.width(), picture.height(), picture.channels(), out);
    }

    static Picture mirrored(Picture picture) {
        int c = picture.channels();
        var out = new byte[picture.pixels().length];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int from = (y * picture.width() + picture.width() - 1 - x) * c;
                System.arraycopy(picture.pixels(), from, out, (y * picture.width() + x) * c, c);
            }
        }
        return new Picture(picture.width(), picture.height(), c, out);
    }

    static Picture rotated(Picture picture, double degrees, boolean black) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double cx = (picture.width() - 1) / 2.0;
        double cy = (picture.height() - 1) / 2.0;
        int c = picture.channels();
        var out = new byte[picture.pixels().length];
        for (int i = 0; i < out.length; i++) {
            int row = i / c / picture.width();
            double u = i / c % picture.width() - cx;
            double v = row - cy;
            out[i] = (byte) Math.round(at(picture, cos * u - sin * v + cx, sin * u + cos * v + cy, i % c, black));
        }
        return new Picture(picture.width(), picture.height(), c, out);
    }

    private static double at(Picture picture, double x, double y, int channel, boolean black) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double fx = x - x0;
        double fy = y - y0;
        double upper =
                (1 - fx) * pixel(picture, x0, y0, channel, black) + fx * pixel(picture, x0 + 1, y0, channel, black);
        double lower = (1 - fx) * pixel(picture, x0, y0 + 1, channel, black)
                + fx * pixel(picture, x0 + 1, y0 + 1, channel, black);
        return (1 - fy) * upper + fy * lower;
    }

    private static int pixel(Picture picture, int x, int y, int channel, boolean black) {
        boolean outside = x < 0 || y < 0 || x >= picture.width() || y >= picture.height();
        if (outside && black) {
            return 0;
        }
        int row = Math.clamp(y, 0, picture.height() - 1) * picture.width();
        return picture.pixels()[(row + Math.clamp(x, 0, picture.width() - 1)) * picture.channels() + channel] & 255;
    }
}
