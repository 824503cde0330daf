package mien.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void constantStaysAtThePeak() {
        assertThat(new Schedule.Constant().at(0.7)).isEqualTo(1);
    }

    @Test
    void stepDropsAtEqualParts() {
        var schedule = new Schedule.Step(2, 0.1);

        assertThat(schedule.at(0.32)).isEqualTo(1);
        assertThat(schedule.at(0.34)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(1)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void triangularRisesToThePeakAndFallsToZero() {
        var schedule = new Schedule.Triangular(0.2);

        assertThat(schedule.at(0.1)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.at(0.2)).isEqualTo(1);
        assertThat(schedule.at(0.6)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.at(1)).isZero();
    }

    @Test
    void cosineIsHalfwayInTheMiddleAndZeroAtTheEnd() {
        var schedule = new Schedule.Cosine(0);

        assertThat(schedule.at(0)).isEqualTo(1);
        assertThat(schedule.at(0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.at(1)).isCloseTo(0, within(1e-12));
    }

    @Test
    void aWarmUpOfTheWholeTrainingIsRefused() {
        assertThatThrownBy(() -> new Schedule.Cosine(1)).hasMessage("warmUp: must be in [0, 1), got 1.0");
    }
}
