package mien.lab.occlusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTest {

    @Test
    void aRectangleCoversItsSharesExactly() {
        var coverage = new Coverage(4, 3);
        polygon(coverage, 0.5, 0.25, 3.25, 0.25, 3.25, 2, 0.5, 2);

        assertThat(coverage.shares())
                .containsExactly(
                        new float[] {0.375f, 0.75f, 0.75f, 0.1875f, 0.5f, 1, 1, 0.25f, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        var coverage = new Coverage(2, 2);
        polygon(coverage, -100, -50, 100, -50.5, 300, 1.5, -200, 1.5);

        assertThat(coverage.shares()).containsExactly(new float[] {1, 1, 0.5f, 0.5f}, within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTriangleCoversWhatManySamplesSay(long seed) {
        var random = new Random(seed);
        var p = random.doubles(6, -4, 14).toArray();
        var coverage = new Coverage(10, 8);
        polygon(coverage, p);

        var shares = coverage.shares();

        for (int i = 0; i < shares.length; i++) {
            int row = i / 10;
            int hits = 0;
            for (int k = 0; k < 400; k++) {
                int down = k / 20;
                hits += inside(p, i % 10 + (k % 20 + 0.5) / 20, row + (down + 0.5) / 20) ? 1 : 0;
            }
            assertThat(shares[i]).isCloseTo(hits / 400f, within(0.03f));
        }
    }

    private static boolean inside(double[] p, double x, double y) {
        boolean left = false;
        boolean right = false;
        for (int i = 0; i < 3; i++) {
            int k = (i + 1) % 3;
            double side = (p[2 * k] - p[2 * i]) * (y - p[2 * i + 1]) - (p[2 * k + 1] - p[2 * i + 1]) * (x - p[2 * i]);
            left |= side < 0;
            right |= side > 0;
        }
        return !(left && right);
    }

    private static void polygon(Coverage coverage, double... p) {
        int n = p.length / 2;
        for (int i = 0; i < n; i++) {
            int k = (i + 1) % n;
            coverage.edge(p[2 * i], p[2 * i + 1], p[2 * k], p[2 * k + 1]);
        }
    }
}
