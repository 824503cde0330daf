package mien.lab.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mien.lab.training.Augmentation.Mask;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Recipes as YAML: the components of [Recipe] by name. A file need only name what differs from the default recipe.
///
/// ```yaml
/// pace: {epochs: 60}
/// optimizer: {kind: adamw, learningRate: 0.002}
/// ```
public final class RecipeFile {
    private RecipeFile() {}

    /// Reads a recipe; what the file does not name is as in [Recipe#DEFAULT].
    ///
    /// @throws RecipeException naming file and line if the file is missing or says something that no recipe can
    public static Recipe read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new RecipeException(file.toString(), "the recipe cannot be read; check the path", e);
        }
    }

    /// @param where what error messages call the text
    public static Recipe parse(String where, String yaml) {
        return parse(where, yaml, Recipe.DEFAULT);
    }

    /// The same, where what the text does not name is as in `base`.
    static Recipe parse(String where, String yaml, Recipe base) {
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(where).build()).composeString(yaml);
        } catch (YamlEngineException e) {
            throw new RecipeException(where, "this is not YAML: " + e.toString().replaceAll("\\s+", " "), e);
        }
        return root.map(node -> new RecordReader(where).read(node, base)).orElse(base);
    }

    /// The whole recipe, every value named (masks only where there are any); [#parse] reads it back equal.
    public static String toYaml(Recipe recipe) {
        var settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).build();
        return new Dump(settings).dumpToString(toMap(recipe));
    }

    /// The recipe as nested maps of numbers, strings and lists, in the order of its components.
    ///
    /// A recipe without masks does not mention them: it reads as it did before there were any, and checkpoints and
    /// models made then stay its own.
    public static Map<String, Object> toMap(Recipe recipe) {
        var map = RecordWriter.toMap(recipe);
        if (recipe.augmentation().mask().equals(Mask.NONE)) {
            var augmentation = new LinkedHashMap<>(RecordWriter.toMap(recipe.augmentation()));
            augmentation.remove("mask");
            map.put("augmentation", augmentation);
        }
        return map;
    }
}
