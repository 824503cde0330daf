package mien.lab.network;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Networks as YAML files of the same layers, for people to read and change.
///
/// ```yaml
/// name: tiny
/// input: [1, 48, 48]              # channels, height, width
/// normalization: per-image        # or {mean: 0.5, std: 0.5}, of pixels in [0, 1]
/// trunk:
///   - conv2d: {outChannels: 16, kernel: 3, padding: 1, bias: false}
///   - batchNorm2d
///   - relu
///   - repeat:
///       times: 2
///       layers:
///         - residual:
///             body:
///               - conv2d: {outChannels: 16, kernel: 3, padding: 1}
///               - silu
///   - globalAvgPool
/// head:                           # for every set of labels in the data; or `heads:`, by name
///   - linear: classes
/// ```
public final class NetworkFile {
    private NetworkFile() {}

    /// Reads a network for these heads.
    ///
    /// @param classesByHead the label sets of the data: `classes` in the file stands for their sizes
    /// @throws NetworkFileException that names file and line, if it is not a network whose layers fit
    public static Network read(Path file, Map<String, Integer> classesByHead) {
        try {
            return parse(file.toString(), Files.readString(file), classesByHead);
        } catch (NoSuchFileException e) {
            throw new NetworkFileException(file, "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new NetworkFileException(file, "is not a text in UTF-8; give a YAML file", e);
        } catch (IOException e) {
            throw new NetworkFileException(file, "cannot be read (" + e + ")", e);
        }
    }

    /// Reads a network from a text.
    ///
    /// @param file what to call the text in messages
    public static Network parse(String file, String yaml, Map<String, Integer> classesByHead) {
        return new NetworkReader(classesByHead).network(YamlNode.parse(file, yaml));
    }

    /// The text of a file that reads back as an equal network, given the same heads.
    public static String toYaml(Network network) {
        return new NetworkYaml(network).text();
    }

    /// A single layer as its line in a network file, as `conv2d: {outChannels: 32, kernel: 3, padding: 1}`.
    public static String line(Layer layer) {
        return NetworkYaml.leaf(layer);
    }
}
