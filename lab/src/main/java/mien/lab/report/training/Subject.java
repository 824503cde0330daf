package mien.lab.report.training;

import java.util.List;
import mien.lab.network.Network;
import mien.lab.training.Recipe;

/// The training that a page is about: what does not change while it goes on.
///
/// @param title `mien-s on fer2013.zip`
/// @param network that is trained
/// @param recipe that it is trained by
/// @param facts what else decides about it, in order
public record Subject(String title, Network network, Recipe recipe, List<Fact> facts) {
    public Subject {
        facts = List.copyOf(facts);
    }

    /// @param name of the fact: `Precision`
    /// @param text what it is: `bf16`
    public record Fact(String name, String text) {}
}
