package mien.lab.report.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.image.HeatMap;
import mien.lab.evaluation.Assessment;

/// What spoke for the answers to the first pictures in the lists of mistakes, as data of a page.
final class EvidenceData {
    /// How many of each list are explained: those that the page shows before anybody asks for more.
    static final int FIRST = 16;

    private static final int STEPS = 17; // each way: the digits of base 36 and one sign

    private EvidenceData() {}

    /// `evidence: [{picture number: [width, height, digits]}]` by model; a digit of base 36 for each cell, `h` for
    /// nothing, above it for the answer, below it against. Says whether there is any.
    static boolean into(ObjectNode data, Assessment assessment, ShownPictures shown, EvidenceMaps maps) {
        var all = data.putArray("evidence");
        boolean any = false;
        for (int model = 0; model < assessment.models().size(); model++) {
            var own = all.addObject();
            var said = assessment.models().get(model).predictions();
            var wanted = wanted(assessment, model);
            for (int number = 0; number < shown.count(); number++) {
                int picture = shown.picture(number);
                if (wanted.contains(picture)) {
                    var map = maps.of(model, picture, said.answer(picture));
                    if (map.isPresent()) {
                        write(own, number, map.get());
                        any = true;
                    }
                }
            }
        }
        return any;
    }

    /// The pictures to explain, by their numbers in the assessment.
    static Set<Integer> wanted(Assessment assessment, int model) {
        var mistakes = assessment.models().get(model).mistakes();
        return Stream.of(mistakes.worst(), mistakes.doubtful(), mistakes.confident())
                .flatMap(list -> list.stream().limit(FIRST))
                .collect(Collectors.toSet());
    }

    private static void write(ObjectNode own, int number, HeatMap map) {
        float most = Math.max(Float.MIN_NORMAL, map.peak());
        var digits = new StringBuilder();
        for (float value : map.values()) {
            digits.append(Character.forDigit(STEPS + Math.round(STEPS * value / most), 36));
        }
        own.putArray(Integer.toString(number))
                .add(map.width())
                .add(map.height())
                .add(digits.toString());
    }
}
