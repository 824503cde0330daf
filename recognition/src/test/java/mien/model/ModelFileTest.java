package mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    private static final TinyModel TINY = TinyModel.BRIGHT_IS_HAPPY;

    @TempDir
    Path folder;

    @Test
    void contractIsReadWithoutAnEngine() throws IOException {
        assertThat(ModelFile.of(TINY.write(folder)).contract()).isEqualTo(TINY.contract());
    }

    @Test
    void anotherContractLeavesTheRestOfTheFileAsItIs() throws IOException {
        var file = ModelFile.of(TINY.write(folder));
        var contract = file.contract().withFigures(Map.of("fer7.calibration.ece", 0.01));

        var changed = Files.write(folder.resolve("changed.onnx"), file.with(contract));

        assertThat(ModelFile.of(changed).contract()).isEqualTo(contract);
        assertThat(ModelFile.of(changed).with(file.contract())).isEqualTo(file.with(file.contract()));
        ModelFile.of(changed).open(Engine.DEFAULT).close();
    }

    @Test
    void aModelMayComeFromMemory() throws IOException {
        var model = ModelFile.of("from-a-database", Files.readAllBytes(TINY.write(folder)));

        assertThat(model.contract()).isEqualTo(TINY.contract());
        assertThat(model).hasToString("from-a-database");
        assertThatThrownBy(() -> ModelFile.of("from-a-database", new byte[0]).contract())
                .hasMessage("from-a-database: not an ONNX file, it is empty; give a model that Mien has exported");
    }

    @Test
    void namesAreShippedModelsOrFiles() {
        assertThat(ModelFile.named("default")).isEqualTo(ModelFile.shipped());
        assertThat(ModelFile.named("my/model.onnx")).isEqualTo(ModelFile.of(Path.of("my/model.onnx")));
    }

    @Test
    void missingFileSaysThatNoShippedModelIsCalledSo() {
        assertThatThrownBy(() -> ModelFile.named("nobody.onnx").contract())
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("nobody.onnx: no such model file, and no shipped model is called so; ");
    }

    @Test
    void onnxWithoutAContractIsRefused() throws IOException {
        var file = Files.write(folder.resolve("plain.onnx"), TINY.bytes(Map.of("author", "somebody")));

        assertThatThrownBy(() -> ModelFile.of(file).contract())
                .hasMessage(file + ": an ONNX file without Mien's contract, so its labels and input are unknown;"
                        + " export it with Mien");
    }

    @Test
    void emptyFileIsNoOnnx() throws IOException {
        var file = Files.createFile(folder.resolve("empty.onnx"));

        assertThatThrownBy(() -> ModelFile.of(file).contract())
                .hasMessage(file + ": not an ONNX file, it is empty; give a model that Mien has exported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello, I am a text", "{\"json\": true}", "random: \u0008\u0001", "\u00ff\u00d8\u00ff"})
    void otherFilesAreNoOnnx(String content) throws IOException {
        var file = Files.writeString(folder.resolve("other.onnx"), content);

        assertThatThrownBy(() -> ModelFile.of(file).contract())
                .hasMessage(file + ": not an ONNX file; give a model that Mien has exported");
    }

    /// Property: wherever the file is cut, the answer is a sentence and never a half-read model.
    @Test
    void fileThatIsCutOffIsRefusedWhereverTheCut() throws IOException {
        var whole = TINY.bytes(Map.of(Contract.KEY, TINY.contract().toJson()));
        for (int length = 0; length < whole.length; length += 7) {
            var file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> ModelFile.of(file).contract()).isInstanceOf(ModelException.class);
        }
        var file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, 300));
        assertThatThrownBy(() -> ModelFile.of(file).contract())
                .hasMessage(file + ": the ONNX file is cut off or damaged (300 bytes); copy or export it again");
    }
}
