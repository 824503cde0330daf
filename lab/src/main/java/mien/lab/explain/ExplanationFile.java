package mien.lab.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.lab.file.WholeFile;

/// A JSON file of explanations that is written picture by picture, so that any number of them needs the memory of one.
/// It appears, in place of an older one, when it is finished.
public final class ExplanationFile implements Closeable {
    private final Path file;
    private final Path part;
    private final JsonGenerator out;

    /// @param header what stands above the pictures, as from [ExplanationJson#header]
    /// @throws IOException if nothing can be written there
    public ExplanationFile(Path file, ObjectNode header) throws IOException {
        this.file = file;
        part = WholeFile.partOf(file);
        out = ExplanationJson.JSON.createGenerator(Files.newBufferedWriter(part));
        out.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
        out.writeStartObject();
        for (var field : header.properties()) {
            out.writeFieldName(field.getKey());
            out.writeTree(field.getValue());
        }
        out.writeArrayFieldStart("pictures");
    }

    /// Appends what is known of one picture.
    public void add(ObjectNode picture) throws IOException {
        out.writeTree(picture);
    }

    /// Nothing can be added afterwards.
    public void finish() throws IOException {
        out.writeEndArray();
        out.writeEndObject();
        out.writeRaw('\n');
        out.close();
        WholeFile.put(part, file);
    }

    /// Unless it is finished, nothing is left of it.
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(part);
    }
}
