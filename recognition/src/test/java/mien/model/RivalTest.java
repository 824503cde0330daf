package mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The benchmark is fair only if all rivals do the same work.
class RivalTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Rival.class)
    void everyRivalAnswersAsMienDoes(Rival rival) throws IOException, OrtException {
        var tiny = TinyModel.BRIGHT_IS_HAPPY;
        var heads = List.of(tiny.contract().defaultHead());
        var contract = TinyModel.contract(new Preprocessing(1, 4, 4, 1), heads);
        var model = ModelFile.of(tiny.withContract(contract).write(folder));
        var faces = faces(contract.input().bytes());
        try (var mien = Rival.MIEN.open(model);
                var other = rival.open(model)) {
            var expected = mien.classify(faces);
            var actual = other.classify(faces);

            assertThat(actual).hasDimensions(expected.length, expected[0].length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).containsExactly(expected[i], within(1e-5));
            }
        }
    }

    private static List<byte[]> faces(int bytes) {
        var random = new Random(7);
        return IntStream.range(0, 5)
                .mapToObj(_ -> {
                    var face = new byte[bytes];
                    random.nextBytes(face);
                    return face;
                })
                .toList();
    }
}
