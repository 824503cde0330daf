package mien.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassificationReportTest {

    @Test
    void isATableInTheMannerOfScikitLearn() {
        assertThat(ClassificationReport.of(Evaluation.of(EvaluationTest.EXAMPLE)))
                .isEqualTo("""
                              precision    recall  f1-score   support

                     class 0      0.500     1.000     0.667         1
                     class 1      0.000     0.000     0.000         1
                     class 2      1.000     0.667     0.800         3

                    accuracy                          0.600         5
                   macro avg      0.500     0.556     0.489         5
                weighted avg      0.700     0.600     0.613         5
                """);
    }
}
