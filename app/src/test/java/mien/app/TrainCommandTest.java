package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import mien.image.Picture;
import mien.lab.training.RecipeFile;
import mien.lab.training.Recipes;
import mien.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void trainsAndSaysWhereTheModelIs() throws IOException {
        var model = folder.resolve("m.onnx");

        int code = train(data(), "--network", "mien-xs", "--epochs", "1", "--batch", "4", "--out", model.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(model).isNotEmptyFile();
        assertThat(out.toString().lines().toList())
                .anyMatch(line -> line.startsWith("epoch 1/1  loss "))
                .last()
                .asString()
                .isEqualTo(model + ": 1.2 MB, weights of epoch 1; history and recipe are in m-training");
    }

    @Test
    void printRecipeShowsAllValuesAndTrainsNothing() throws IOException {
        int code = train(data(), "--recipe", "classic", "--epochs", "7", "--print-recipe");

        assertThat(code).isZero();
        assertThat(RecipeFile.parse("printed", out.toString()))
                .isEqualTo(Recipes.CLASSIC.withPace(new mien.lab.training.Recipe.Pace(7, 64)));
        assertThat(folder.resolve("m.onnx")).doesNotExist();
    }

    @Test
    void masksGoIntoTheRecipeAndTheModel() throws IOException {
        var model = folder.resolve("m.onnx");

        int code = train(
                data(),
                "--network",
                "mien-xs",
                "--epochs",
                "1",
                "--batch",
                "4",
                "--mask",
                "eyes,lower-half",
                "--mask-share",
                "0.8",
                "--out",
                model.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).contains("masks: looking for the eyes in 1", "masks: placed by the eyes in ");
        assertThat(folder.resolve("m-training/recipe.yaml"))
                .content()
                .contains("kinds: [eyes, lower-half]", "share: 0.8");
        assertThat(ModelFile.named(model.toString()).contract().toJson()).contains("lower-half");
    }

    @Test
    void wrongMasksAreRefused() throws IOException {
        assertThat(train(data(), "--mask-share", "0.5")).isEqualTo(2);
        assertThat(err.toString()).startsWith("mien: --mask-share needs --mask to say which masks");
        assertThat(train(data(), "--mask", "eyes", "--mask-share", "0")).isEqualTo(2);
        assertThat(err.toString()).startsWith("mien: --mask-share must be above 0 and at most 1, got 0.0");
        assertThat(train(data(), "--mask", "nose")).isEqualTo(1);
        assertThat(err.toString()).startsWith("mien: mask 'nose': there is none of that name; choose of eyes,");
    }

    @Test
    void wrongValuesAreWrongUsage() throws IOException {
        assertThat(train(data(), "--epochs", "0")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("mien: pace: epochs must be at least 1 and batchSize at least 2, got 0 and 256");

        assertThat(train(data(), "--resume", "--overwrite")).isEqualTo(2);
        assertThat(train(data(), "--out", folder.resolve("no/m.onnx").toString()))
                .isEqualTo(2);
        assertThat(train(data(), "--balance", "heavy")).isEqualTo(2);
    }

    @Test
    void anUnknownRecipeFailsWithOneSentence() throws IOException {
        assertThat(train(data(), "--recipe", "grandma")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("mien: recipe 'grandma': neither a built-in recipe nor a file; built in are"
                        + " default, quick, classic, shipped");
    }

    private int train(Path data, String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var line = new CommandLine(new Main()).addSubcommand("train", new TrainCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        var args = new String[options.length + 2];
        args[0] = "train";
        args[1] = data.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return Main.execute(line, args);
    }

    private Path data() throws IOException {
        var data = folder.resolve("faces");
        var random = new SplittableRandom(1);
        for (var label : new String[] {"happy", "sad"}) {
            Files.createDirectories(data.resolve(label));
            for (int i = 0; i < 10; i++) {
                var pixels = new byte[48 * 48];
                random.nextBytes(pixels);
                Files.write(data.resolve(label).resolve(i + ".png"), new Picture(48, 48, 1, pixels).png());
            }
        }
        return data;
    }
}
