package mien.app.shipped;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import mien.app.shipped.FixedFaces.Answers;

/// What the shipped models answered to the fixed faces when they were shipped: a text file beside the tests.
final class Recorded {
    private static final String TITLE = """
            # What each shipped model answers to 500 fixed pictures of FER2013's PublicTest, and its size.
            # bench/record-models.sh writes this file; ShippedModelsTest holds the models to it.
            # Answers: one digit a picture, the number of the likeliest label.
            """;

    private final Properties values = new Properties();

    static Recorded read(Path file) throws IOException {
        var recorded = new Recorded();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                recorded.values.load(in);
            }
        }
        return recorded;
    }

    long bytes(String model) {
        return Long.parseLong(value(model + ".bytes"));
    }

    Answers answers(String model, String head) {
        var key = model + "." + head + ".";
        return new Answers(
                value(key + "answers"),
                Double.parseDouble(value(key + "accuracy")),
                Double.parseDouble(value(key + "ece")),
                Double.parseDouble(value(key + "confidence")));
    }

    void forget(String model) {
        values.stringPropertyNames().stream()
                .filter(key -> key.startsWith(model + "."))
                .forEach(values::remove);
    }

    void put(String model, long bytes) {
        values.setProperty(model + ".bytes", String.valueOf(bytes));
    }

    void put(String model, String head, Answers answers) {
        var key = model + "." + head + ".";
        values.setProperty(key + "answers", answers.answers());
        values.setProperty(key + "accuracy", four(answers.accuracy()));
        values.setProperty(key + "ece", four(answers.ece()));
        values.setProperty(key + "confidence", four(answers.confidence()));
    }

    void write(Path file) throws IOException {
        var out = new StringBuilder(TITLE);
        var sorted = new TreeMap<String, String>();
        values.stringPropertyNames().forEach(key -> sorted.put(key, values.getProperty(key)));
        sorted.forEach((key, value) -> out.append(key).append('=').append(value).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, out);
    }

    private String value(String key) {
        var value = values.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(key + " is not recorded; run bench/record-models.sh");
        }
        return value;
    }

    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
