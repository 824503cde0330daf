package mien.lab.report.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import mien.image.Picture;

/// Faces that a few strokes make: nobody's, and told apart by mouth and brows. For tests and for looking at pages.
public final class DrawnFaces {
    public static final int SIDE = 48;
    public static final List<String> LABELS =
            List.of("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise");

    private DrawnFaces() {}

    /// The same for the same label and seed.
    ///
    /// @param label number in [#LABELS]
    public static Picture of(int label, long seed) {
        var random = new SplittableRandom(31 * seed + label);
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int ground = 30 + random.nextInt(90);
        g.setColor(new Color(ground, ground, ground));
        g.fillRect(0, 0, SIDE, SIDE);
        g.translate(random.nextInt(7) - 3, random.nextInt(7) - 3);
        int skin = 150 + random.nextInt(90);
        g.setColor(new Color(skin, skin, skin));
        g.fill(new Ellipse2D.Double(7, 3, 34, 43));
        g.setColor(new Color(20, 20, 20));
        g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        features(g, label);
        g.dispose();
        var pixels = new byte[SIDE * SIDE];
        image.getRaster().getDataElements(0, 0, SIDE, SIDE, pixels);
        return new Picture(SIDE, SIDE, 1, pixels);
    }

    private static void features(Graphics2D g, int label) {
        boolean wide = label == 2 || label == 6;
        double eye = wide ? 6 : 4;
        g.fill(new Ellipse2D.Double(17 - eye / 2, 19 - eye / 2, eye, eye));
        g.fill(new Ellipse2D.Double(31 - eye / 2, 19 - eye / 2, eye, eye));
        double slant = new double[] {3, 2, -2, 0, 0, -3, 0}[label];
        double lift = wide ? 3 : 0;
        g.draw(new Line2D.Double(13, 13 - lift - slant / 2, 20, 13 - lift + slant / 2));
        g.draw(new Line2D.Double(28, 13 - lift + slant / 2, 35, 13 - lift - slant / 2));
        switch (label) {
            case 3 -> g.draw(new Arc2D.Double(16, 24, 16, 13, 190, 160, Arc2D.OPEN));
            case 5 -> g.draw(new Arc2D.Double(17, 34, 14, 10, 20, 140, Arc2D.OPEN));
            case 6 -> g.draw(new Ellipse2D.Double(20, 30, 8, 10));
            case 2 -> g.draw(new Ellipse2D.Double(17, 32, 14, 5));
            case 1 -> g.draw(new Line2D.Double(17, 36, 31, 32));
            case 0 -> g.draw(new Line2D.Double(18, 35, 30, 35));
            default -> g.draw(new Line2D.Double(20, 35, 28, 35));
        }
    }

    /// A folder of pictures, each class in a folder of its own.
    public static Path write(Path folder, int ofEach) throws IOException {
        for (int label = 0; label < LABELS.size(); label++) {
            var own = Files.createDirectories(folder.resolve(LABELS.get(label)));
            for (int i = 0; i < ofEach; i++) {
                Files.write(own.resolve(i + ".png"), of(label, i).png());
            }
        }
        return folder;
    }

    /// Writes such a folder: `FOLDER NUMBER`.
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Integer.parseInt(args[1]));
    }
}
