package mien.lab.audit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mien.lab.dataset.Problem;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import org.jspecify.annotations.Nullable;

/// Something in a data set that is worth a look, with its evidence.
public sealed interface Finding {

    /// The pictures it is about, by their names in the data set; empty for what concerns the data as a whole.
    List<String> files();

    /// The evidence in one sentence for people.
    String reason();

    /// Trouble with an entry of the index: a missing file, a stray row, a label that is no emotion.
    record Entry(Problem problem) implements Finding {
        @Override
        public List<String> files() {
            return List.of();
        }

        @Override
        public String reason() {
            return problem.toString();
        }
    }

    /// A picture that cannot be decoded.
    record Unreadable(String file, String reason) implements Finding {
        @Override
        public List<String> files() {
            return List.of(file);
        }
    }

    /// A picture that can be decoded and shows little.
    ///
    /// @param measured in the unit of the flaw
    /// @param limit beyond which it counts as flawed
    record Flawed(Flaw flaw, String file, double measured, double limit) implements Finding {
        @Override
        public List<String> files() {
            return List.of(file);
        }

        @Override
        public String reason() {
            return flaw.sentence(measured, limit);
        }
    }

    /// Two or more pictures that show the same.
    ///
    /// @param exact the same decoded pixels; else the same picture at another size, crop, quality or
    ///     brightness, or
    ///     mirrored
    /// @param members in the order of the data set
    record Copies(boolean exact, List<Member> members) implements Finding {
        public Copies {
            members = List.copyOf(members);
        }

        @Override
        public List<String> files() {
            return members.stream().map(Member::file).toList();
        }

        /// Whether some are to be learned from and others to be tested with.
        public boolean leaks() {
            return members.stream().map(Member::split).distinct().count() > 1;
        }

        /// Whether they carry different labels.
        public boolean conflicts() {
            return labels().size() > 1;
        }

        public List<String> labels() {
            return members.stream()
                    .flatMap(member -> member.name().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public String reason() {
            var sentence = new StringBuilder(members.size() + (exact ? " exact copies" : " near copies"));
            if (conflicts()) {
                sentence.append(" under the labels ").append(String.join(", ", labels()));
            }
            if (leaks()) {
                sentence.append(" in the splits ")
                        .append(members.stream()
                                .map(member -> member.split().title())
                                .distinct()
                                .collect(Collectors.joining(", ")));
            }
            return sentence.toString();
        }

        /// @param label by name, or null if only votes say what it shows
        public record Member(
                String file,
                Split split,
                @Nullable String label,
                @Nullable Votes votes) {
            public Optional<String> name() {
                return Optional.ofNullable(label);
            }
        }
    }

    /// A label that the picture does not look like.
    ///
    /// @param given by the data
    /// @param suggested what it looks like to networks that did not learn from it
    /// @param confidence that `given` is wrong: 1 less its probability, in `(0, 1]`; the list is ranked by it
    /// @param reason probabilities and votes in words
    record Suspect(String file, String given, String suggested, double confidence, String reason) implements Finding {
        @Override
        public List<String> files() {
            return List.of(file);
        }
    }

    /// A picture with no face, several, or one that is cut off or tiny.
    record Faces(Trouble trouble, String file, String reason) implements Finding {
        @Override
        public List<String> files() {
            return List.of(file);
        }

        public enum Trouble {
            NONE,
            SEVERAL,
            CUT_OFF,
            TINY
        }
    }

    /// A property of the files that tells the classes apart, so that a network could cheat.
    ///
    /// @param property `size`, `format`, `colour`, `border`, `compression`
    /// @param strength how well it alone tells classes apart, in `[0, 1]`
    record Shortcut(String property, double strength, String reason) implements Finding {
        @Override
        public List<String> files() {
            return List.of();
        }
    }
}
