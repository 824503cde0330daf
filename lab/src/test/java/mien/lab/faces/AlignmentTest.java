package mien.lab.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlignmentTest {
    private static final Plane FACE = DrawnFaces.face(8);
    private static final Plane WEIGHTS = even();

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void recoversHowAPictureWasTurnedScaledAndShifted(long seed) {
        var truth = similarity(new SplittableRandom(seed));
        var moved = truth.inverse().of(FACE);

        var fit = new Registration(FACE, WEIGHTS).fit(moved, Similarity.IDENTITY);

        assertThat(fit.correlation()).isGreaterThan(0.97);
        assertThat(fit.similarity().degrees()).isCloseTo(truth.degrees(), within(0.7));
        assertThat(fit.similarity().scale()).isCloseTo(truth.scale(), within(0.02));
        assertThat(fit.similarity().dx()).isCloseTo(truth.dx(), within(0.2));
        assertThat(fit.similarity().dy()).isCloseTo(truth.dy(), within(0.2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSimilarityUndoesItsInverse(long seed) {
        var random = new SplittableRandom(seed);
        var there = similarity(random);
        var both = there.after(there.inverse());
        double x = random.nextDouble(-24, 24);
        double y = random.nextDouble(-24, 24);

        assertThat(both.x(x, y)).isCloseTo(x, within(1e-9));
        assertThat(both.y(x, y)).isCloseTo(y, within(1e-9));
    }

    @Test
    void isLostWhereNothingLooksAlike() {
        var stripes = Plane.zero(48, 48);
        for (int i = 0; i < stripes.values().length; i++) {
            int row = i / 48;
            stripes.values()[i] = row % 2;
        }

        var fit = new Registration(FACE, WEIGHTS).fit(stripes, Similarity.IDENTITY);

        assertThat(fit.correlation()).isLessThan(0.3);
    }

    @Test
    void bendingBringsAWiderMouthOntoANarrowerOne() {
        var wide = DrawnFaces.face(9.5);
        var narrow = DrawnFaces.face(8);

        var bent = new Bending(narrow, WEIGHTS, 4).fit(wide).of(wide);

        assertThat(distance(bent, narrow)).isLessThan(0.85 * distance(wide, narrow));
    }

    private static Similarity similarity(SplittableRandom random) {
        return Similarity.of(
                random.nextDouble(-10, 10),
                random.nextDouble(0.9, 1.1),
                random.nextDouble(-3, 3),
                random.nextDouble(-3, 3));
    }

    private static double distance(Plane a, Plane b) {
        double sum = 0;
        for (float value :
                a.standardised(WEIGHTS).plus(-1, b.standardised(WEIGHTS)).values()) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    private static Plane even() {
        var values = new float[48 * 48];
        Arrays.fill(values, 1f / values.length);
        return new Plane(48, 48, values);
    }
}
