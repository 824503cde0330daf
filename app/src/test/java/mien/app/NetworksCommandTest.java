package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mien.lab.network.Architecture;
import mien.lab.network.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NetworksCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void withoutANameItListsWhatIsBuiltIn() {
        assertThat(run()).isZero();

        assertThat(out).hasToString("""
                network          input          parameters        MACs     size
                keras-cnn        [1, 48, 48]        4.23 M    217.82 M  16.9 MB
                mini-xception    [1, 64, 64]        0.06 M     10.16 M   0.2 MB
                small-cnn        [3, 180, 180]     15.17 M    182.03 M  60.7 MB
                microsoft-vgg13  [1, 64, 64]        8.76 M    875.83 M  35.0 MB
                vgg16            [1, 48, 48]       14.73 M    702.04 M  58.9 MB
                vgg16-224        [3, 224, 224]     14.73 M  15346.63 M  58.9 MB
                resnet50         [1, 48, 48]       23.52 M    730.84 M  94.1 MB
                resnet50-224     [3, 224, 224]     23.52 M   4087.15 M  94.1 MB
                mien-xs          [1, 48, 48]        0.30 M     18.91 M   1.2 MB
                mien-s           [1, 48, 48]        1.18 M     64.03 M   4.7 MB
                mien-m           [1, 48, 48]        4.70 M    233.91 M  18.8 MB
                """);
    }

    @Test
    void aFileIsShownLayerByLayer() throws IOException {
        var file = Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                input: [1, 4, 4]
                normalization: per-image
                trunk: [conv2d: {outChannels: 2, kernel: 3}, flatten]
                head: [linear: classes]
                """);

        assertThat(run(file.toString(), "--head", "a=3", "--head", "b=100")).isZero();

        assertThat(out).hasToString("""
                tiny, input [1, 4, 4], each picture standardised

                path       layer                                                                      output     parameters  MACs
                trunk.0    Conv2d[outChannels=2, kernel=3, stride=1, padding=0, groups=1, bias=true]  [2, 2, 2]          20    72
                trunk.1    Flatten[]                                                                  [8]                 0     0
                heads.a.0  Linear[outFeatures=3]                                                      [3]                27    24
                heads.b.0  Linear[outFeatures=100]                                                    [100]             900   800
                total                                                                                                   947   896

                size 0.0 MB as fp32
                """);
    }

    @Test
    void yamlReadsBackAsTheSameNetwork() {
        assertThat(run("mien-s", "--yaml")).isZero();

        assertThat(NetworkFile.parse("s.yaml", out.toString(), Map.of("fer7", 7)))
                .isEqualTo(Architecture.MIEN_S.build(Map.of("fer7", 7)));
    }

    @Test
    void anUnknownNameIsWrongUsage() {
        assertThat(run("mien-xxl")).isEqualTo(2);

        assertThat(err.toString())
                .startsWith(
                        "no network is named 'mien-xxl'; choose one of keras-cnn, mini-xception, small-cnn,"
                                + " microsoft-vgg13, vgg16, vgg16-224, resnet50, resnet50-224, mien-xs, mien-s, mien-m, or give a YAML file");
    }

    private int run(String... arguments) {
        return new CommandLine(new NetworksCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
