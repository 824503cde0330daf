package mien.lab.runs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import mien.error.MienException;

/// An order that cannot be carried out as it stands.
public final class OrderException extends MienException {
    private static final long serialVersionUID = 1L;

    private final transient SequencedMap<String, String> mistakes;

    /// @param mistakes a sentence for each field that is wrong; at least one
    OrderException(Map<String, String> mistakes) {
        super(
                mistakes.size() == 1
                        ? "order: " + String.join("", mistakes.values())
                        : "order: " + mistakes.size() + " values are wrong: " + String.join(", ", mistakes.keySet()));
        this.mistakes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(mistakes));
    }

    /// A sentence for each field that is wrong, by its name.
    public SequencedMap<String, String> mistakes() {
        return mistakes;
    }
}
