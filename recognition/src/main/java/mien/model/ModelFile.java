package mien.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A model in one file: an ONNX graph whose metadata carries its [Contract]. Nothing is read before it is asked
/// for.
public sealed interface ModelFile {

    /// A model on disk.
    record Local(Path file) implements ModelFile {
        @Override
        public String toString() {
            return file.toString();
        }

        @Override
        public byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (NoSuchFileException e) {
                throw new ModelException(
                        file + ": no such model file, and no shipped model is called so; " + Shipped.known(), e);
            } catch (IOException | OutOfMemoryError e) { // readAllBytes: a file of 2 GB or more
                throw new ModelException(file + ": the model cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /// A model inside Mien's own jar.
    record Shipped(String name) implements ModelFile {
        private static final String DEFAULT = "mien-fast";
        private static final List<String> NAMES = List.of(DEFAULT, "mien-fast-int8", "mien-best", "face-gate");

        static List<String> available() {
            return NAMES.stream()
                    .filter(name -> ModelFile.class.getResource(resource(name)) != null)
                    .toList();
        }

        private static String known() {
            return available().isEmpty()
                    ? "this build ships none, give a file"
                    : "shipped are: " + String.join(", ", available()) + "; default stands for " + DEFAULT;
        }

        private static String resource(String name) {
            return "/mien/models/" + name + ".onnx";
        }

        @Override
        public String toString() {
            return name;
        }

        @Override
        public byte[] bytes() {
            try (var in = ModelFile.class.getResourceAsStream(resource(name))) {
                if (in == null) {
                    throw new ModelException("model " + name + ": no model of this name is shipped; " + known());
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ModelException("model " + name + ": cannot be read from Mien's jar: " + e.getMessage(), e);
            }
        }
    }

    /// A model that is in memory already.
    ///
    /// @param name what to call it in an error
    /// @param content the whole file
    @SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
    record InMemory(String name, byte[] content) implements ModelFile {
        @Override
        public String toString() {
            return name;
        }

        @Override
        public byte[] bytes() {
            return content;
        }
    }

    /// The model that is used unless another one is named; it is inside Mien's jar.
    static ModelFile shipped() {
        return new Shipped(Shipped.DEFAULT);
    }

    /// The model that tells human faces from a detector's false alarms; it is inside Mien's jar, too.
    static ModelFile shippedGate() {
        return new Shipped("face-gate");
    }

    static ModelFile of(Path file) {
        return new Local(file);
    }

    /// A model whose bytes come from elsewhere, such as a database.
    ///
    /// @param name what to call it in an error
    static ModelFile of(String name, byte[] content) {
        return new InMemory(name, content);
    }

    /// A model as people name it: a shipped one by its name or as `default`, else a file.
    static ModelFile named(String nameOrFile) {
        if (nameOrFile.equals("default")) {
            return shipped();
        }
        if (Shipped.NAMES.contains(nameOrFile)) {
            return new Shipped(nameOrFile);
        }
        try {
            return new Local(Path.of(nameOrFile));
        } catch (InvalidPathException e) {
            throw new ModelException("model " + nameOrFile + ": not a file name: " + e.getReason(), e);
        }
    }

    /// The whole file.
    ///
    /// @throws ModelException if there is no such model or it cannot be read
    byte[] bytes();

    /// What the file says about itself; no engine is started for this.
    ///
    /// @throws ModelException if it is missing, no ONNX file, cut off, or not one of Mien's
    default Contract contract() {
        return contract(bytes());
    }

    /// Something else that the file says about itself, beside its contract.
    ///
    /// @param key of the ONNX metadata
    /// @throws ModelException if the file is missing, no ONNX file, or cut off
    default Optional<String> metadata(String key) {
        return Optional.ofNullable(
                OnnxFile.parse(toString(), bytes()).metadata().get(key));
    }

    /// Starts an engine for this model.
    ///
    /// @throws ModelException as [#contract] does, and if graph and contract do not belong together
    default Classifier open(Engine engine) {
        var bytes = bytes();
        return new Classifier(toString(), bytes, this::bytes, contract(bytes), engine);
    }

    /// This file with another contract; the graph stays as it is.
    ///
    /// @throws ModelException as [#contract] does
    default byte[] with(Contract changed) {
        return OnnxFile.with(toString(), bytes(), Contract.KEY, changed.toJson());
    }

    private Contract contract(byte[] bytes) {
        var json = OnnxFile.parse(toString(), bytes).metadata().get(Contract.KEY);
        if (json == null) {
            throw new ModelException(this + ": an ONNX file without Mien's contract, so its labels and input are"
                    + " unknown; export it with Mien");
        }
        try {
            return Contract.fromJson(json);
        } catch (ModelException e) {
            throw new ModelException(this + ": " + e.getMessage(), e);
        }
    }
}
