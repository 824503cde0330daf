package mien.app.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.LinkedHashMap;
import java.util.Map;
import mien.Mien;
import org.junit.jupiter.api.Test;

/// The shipped model on photos as people have them, from decoding to answer.
class NamedPhotosTest {
    private static final Map<String, String> SHOWN = Map.of(
            "angry", "angry",
            "disgusted", "disgust",
            "fearful", "fear",
            "happy", "happy",
            "neutral", "neutral",
            "sad", "sad",
            "surprised", "surprise");

    @Test
    void thePhotosThatAreNamedAfterAnEmotionGetThisEmotion() {
        var folder = Repository.current().data("photos/one-face");
        assumeThat(folder).as("the shared data is absent").exists();
        var answers = new LinkedHashMap<String, String>();
        try (var mien = Mien.load()) {
            for (var name : SHOWN.keySet()) {
                var faces = mien.analyze(folder.resolve(name + ".jpg")).faces();
                assertThat(faces).as("faces in %s.jpg", name).hasSize(1);
                answers.put(name, faces.getFirst().reading().emotion());
            }
        }
        assertThat(answers).isEqualTo(SHOWN);
    }
}
