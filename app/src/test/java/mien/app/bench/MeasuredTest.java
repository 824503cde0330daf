package mien.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    private static final Measured MEASURED = new Measured(
            new Machine(2, "Linux amd64", "25"),
            "tiny",
            new Stages(2, 1, 4, 5, 5, 33.5, 0.5, 11),
            new Rates(
                    new PhotoRate(2, 31.25),
                    List.of(
                            new FaceRate(1, 1, 1, 500),
                            new FaceRate(1, 1, 8, 600),
                            new FaceRate(1, 1, 32, 590),
                            new FaceRate(1, 1, 64, 580),
                            new FaceRate(1, 2, 1, 700),
                            new FaceRate(1, 2, 8, 800),
                            new FaceRate(1, 2, 32, 900),
                            new FaceRate(1, 2, 64, 950),
                            new FaceRate(2, 1, 1, 1000),
                            new FaceRate(2, 1, 8, 1185),
                            new FaceRate(2, 1, 32, 1200),
                            new FaceRate(2, 1, 64, 1100))),
            new PeakMemory(312_400_000, true));

    @Test
    void ofRatesThatDifferByChanceTheSmallestBatchIsBest() {
        assertThat(MEASURED.rates().best()).isEqualTo(new FaceRate(2, 1, 8, 1185));
    }

    @Test
    void textShowsStagesAsATreeAndRatesAsATable() {
        assertThat(BenchText.of(MEASURED)).isEqualTo("""
                machine     2 cores, Linux amd64, JDK 25
                model       tiny
                photos      2 with 4 faces, and 1 that cannot be read; median of 5 rounds, one at a time

                a photo        50.00 ms  100.0 %
                  decode        5.00 ms   10.0 %
                  detect       33.50 ms   67.0 %
                  crop          0.50 ms    1.0 %
                  classify     11.00 ms   22.0 %
                    a face      5.50 ms

                photos a second, 2 at once    31.3
                faces a second, batch of         1       8      32      64
                  1 thread                     500     600     590     580
                  2 threads share a batch      700     800     900     950
                  2 threads, each its own    1,000   1,185   1,200   1,100

                best        2 threads, each its own, batch of 8: 1,185 faces/s
                peak memory 312 MB
                """);
    }

    @Test
    void jsonHoldsTheSame() {
        assertThat(BenchJson.of(MEASURED))
                .startsWith(
                        "{\"machine\":{\"cores\":2,\"system\":\"Linux amd64\",\"java\":\"25\"},\"model\":\"tiny\","
                                + "\"photos\":2,\"unreadable\":1,\"faces\":4,\"rounds\":5,\"milliseconds_per_photo\":"
                                + "{\"decode\":5.000,\"detect\":33.500,\"crop\":0.500,\"classify\":11.000,\"total\":50.000},"
                                + "\"photos_per_second\":{\"callers\":2,\"rate\":31.2},\"faces_per_second\":[{\"callers\":1,\"threads\":1,\"batch\":1,\"rate\":500.0},")
                .endsWith("],\"best\":{\"callers\":2,\"threads\":1,\"batch\":8,\"rate\":1185.0},"
                        + "\"peak_memory_bytes\":312400000,\"peak_memory_of\":\"process\"}\n");
    }

    @Test
    void countsOfThreadsGrowByDoublingUpToTheCores() {
        assertThat(FaceRates.counts(1)).isEmpty();
        assertThat(FaceRates.counts(2)).containsExactly(2);
        assertThat(FaceRates.counts(12)).containsExactly(2, 3, 4, 8, 12);
    }
}
