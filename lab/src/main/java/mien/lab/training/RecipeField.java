package mien.lab.training;

import java.util.List;

/// A value of a recipe, as a form asks for it.
///
/// @param path such as `optimizer.learningRate`
/// @param choices what it can be, where there is a choice; else empty
/// @param kinds of the thing it belongs to that have such a value, such as `adam`; empty if all have
/// @param meaning in one sentence, with unit and range
public record RecipeField(String path, Form form, List<String> choices, List<String> kinds, String meaning) {
    public RecipeField {
        choices = List.copyOf(choices);
        kinds = List.copyOf(kinds);
    }

    /// What the text of a value looks like.
    public enum Form {
        WHOLE,
        NUMBER,
        TEXT,
        /// One of the choices.
        CHOICE,
        /// Any number of the choices, with commas between them.
        CHOICES,
        /// Numbers by name: `fer7: 1, ferplus8: 0.5`.
        NUMBERS
    }

    /// What it belongs to: `optimizer`, `augmentation.warp`.
    public String group() {
        return path.substring(0, path.lastIndexOf('.'));
    }

    /// `learningRate`.
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
