package mien.lab.audit;

import java.util.ArrayList;
import java.util.List;

/// Which pictures show too little, by their measures.
final class Flaws {
    static final double SPREAD = 8;
    static final double SIDE = 24;
    static final double DARKEST = 25;
    static final double BRIGHTEST = 230;
    static final double SHARPNESS = 0.25;

    private Flaws() {}

    /// The flaws of a picture; a blank one has no other, as nothing else about it matters.
    static List<Finding.Flawed> of(PictureFacts facts) {
        var file = facts.sample().file();
        var light = facts.light();
        if (light.spread() < SPREAD) {
            return List.of(new Finding.Flawed(Flaw.BLANK, file, light.spread(), SPREAD));
        }
        var flaws = new ArrayList<Finding.Flawed>();
        int side = Math.min(facts.width(), facts.height());
        if (side < SIDE) {
            flaws.add(new Finding.Flawed(Flaw.SMALL, file, side, SIDE));
        }
        if (light.mean() < DARKEST) {
            flaws.add(new Finding.Flawed(Flaw.DARK, file, light.mean(), DARKEST));
        }
        if (light.mean() > BRIGHTEST) {
            flaws.add(new Finding.Flawed(Flaw.BRIGHT, file, light.mean(), BRIGHTEST));
        }
        if (light.sharpness() < SHARPNESS) {
            flaws.add(new Finding.Flawed(Flaw.BLURRED, file, light.sharpness(), SHARPNESS));
        }
        return flaws;
    }
}
