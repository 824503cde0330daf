package mien.lab.review;

import java.util.Optional;

/// Who decides or takes back, and by which name this one step is known when it is sent again.
///
/// @param tab the name that a browser's tab gave itself; steps are taken back by whom they were made
/// @param step made up at random by the sender; empty if it never sends a step twice
public record Sender(String tab, Optional<String> step) {
    private static final int LONGEST = 64; // characters of a name

    public Sender {
        if (tab.isBlank() || tab.length() > LONGEST || tab.equals(DecisionLog.EDITED)) {
            throw new ReviewException("tab: it must have a name of 1 to " + LONGEST + " characters, and not be '"
                    + DecisionLog.EDITED + "'; make one up at random");
        }
        if (step.filter(name -> name.isBlank() || name.length() > LONGEST).isPresent()) {
            throw new ReviewException(
                    "step: it must have a name of 1 to " + LONGEST + " characters; make one up at random");
        }
    }

    /// A sender that sends no step twice.
    public static Sender once(String tab) {
        return new Sender(tab, Optional.empty());
    }
}
