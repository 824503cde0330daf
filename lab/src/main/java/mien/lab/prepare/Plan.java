package mien.lab.prepare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.prepare.Division.Shares;
import mien.lab.prepare.Look.Crop;
import mien.lab.prepare.Look.NoFace;
import mien.lab.prepare.Omitted.Reason;
import mien.model.LabelSet;

/// What goes into a prepared data set, before any of it is written.
///
/// @param entries in the order of their samples
/// @param omitted all that is left out, in the order of the steps
/// @param how the split came about, in words
/// @param torn groups of copies and people that lie in more than one split
record Plan(List<Entry> entries, List<Omitted> omitted, Naming naming, String how, int torn) {
    Plan {
        entries = List.copyOf(entries);
        omitted = List.copyOf(omitted);
    }

    static Plan of(Material material, Survey survey, PrepareOptions options) {
        return new Planning(material, survey, options).plan();
    }

    private static final class Planning {
        private final Material material;
        private final Survey survey;
        private final PrepareOptions options;
        private final Naming naming;
        private final List<Omitted> omitted;

        Planning(Material material, Survey survey, PrepareOptions options) {
            this.material = material;
            this.survey = survey;
            this.options = options;
            this.naming = Naming.of(material.data());
            this.omitted = new ArrayList<>(material.omitted());
        }

        Plan plan() {
            var people = options.people().on(material.data().samples());
            var groups = Groups.of(survey.copyGroups(), people);
            var usable = usable(people, groups);
            if (usable.isEmpty()) {
                throw new PrepareException(material.source().name() + ": none of its "
                        + (material.data().samples().size() + material.omitted().size()) + " pictures is left"
                        + omitted.stream().findFirst().map(Planning::first).orElse(""));
            }
            var divided = divided(usable, groups);
            var balanced = Balancing.of(divided.entries, options.balance(), options.seed());
            omitted.addAll(balanced.omitted());
            return new Plan(balanced.entries(), omitted, naming, divided.how, torn(divided.entries));
        }

        private static String first(Omitted one) {
            var detail = one.detail().isEmpty() ? "" : ": " + one.detail();
            return "; the first, " + one.file() + ", was left out as "
                    + one.reason().title() + detail;
        }

        private List<Entry> usable(List<String> people, Groups groups) {
            var entries = new ArrayList<Entry>();
            for (int i = 0; i < people.size(); i++) {
                var sample = material.data().samples().get(i);
                var seen = survey.seen().get(i);
                int label = label(sample);
                if (!seen.problem().isEmpty()) {
                    omitted.add(new Omitted(sample.file(), Reason.UNREADABLE, seen.problem()));
                } else if (label < 0) {
                    omitted.add(new Omitted(sample.file(), Reason.NO_LABEL, "only votes, and no majority among them"));
                } else if (seen.alignment().isEmpty() && dropsFaceless()) {
                    omitted.add(new Omitted(sample.file(), Reason.NO_FACE, ""));
                } else {
                    var known = new Entry.Known(people.get(i), groups.of().get(i), seen.face());
                    entries.add(new Entry(sample, i, naming.spelling().get(label), sample.split(), 0, known));
                }
            }
            return entries;
        }

        private boolean dropsFaceless() {
            return options.look().crop() instanceof Crop.Face(var _, var _, var noFace) && noFace == NoFace.DROP;
        }

        /// Where only votes say what a picture shows, their majority does.
        private int label(Sample sample) {
            var labels = material.data().labels();
            return sample.label() >= 0
                    ? sample.label()
                    : sample.votes().stream()
                            .flatMapToInt(votes -> votes.majority().stream())
                            .flatMap(vote ->
                                    labels.indexOf(LabelSet.FERPLUS8.labels().get(vote)).stream())
                            .findFirst()
                            .orElse(-1);
        }

        private record Divided(List<Entry> entries, String how) {}

        private Divided divided(List<Entry> entries, Groups groups) {
            var present = EnumSet.noneOf(Split.class);
            entries.forEach(entry -> present.add(entry.split()));
            return switch (options.division()) {
                case Division.None _ ->
                    new Divided(entries.stream().map(e -> e.in(Split.NONE)).toList(), "none, as asked for");
                case Division.AsInData _
                when !present.equals(EnumSet.of(Split.NONE)) -> new Divided(entries, "as in the data");
                case Division.AsInData _ -> cut(entries, groups, Division.USUAL, "none in the data, so cut anew: ");
                case Shares shares -> cut(entries, groups, shares, "cut anew: ");
            };
        }

        private Divided cut(List<Entry> entries, Groups groups, Shares shares, String why) {
            var labels = entries.stream()
                    .map(entry -> naming.spelling().indexOf(entry.label()))
                    .toList();
            var together = groups.among(entries.stream().map(Entry::index).toList());
            var splits = GroupedSplit.cut(labels, together, shares, options.seed());
            var moved = new ArrayList<Entry>();
            for (int k = 0; k < splits.size(); k++) {
                moved.add(entries.get(k).in(splits.get(k)));
            }
            var how = why + shares + " % for train, validation, test, stratified, copies"
                    + (entries.stream().allMatch(entry -> entry.known().person().isEmpty()) ? "" : " and people")
                    + " kept together, seed " + options.seed();
            return new Divided(moved, how);
        }

        private static int torn(List<Entry> entries) {
            var sides = new HashMap<Integer, Set<Split>>();
            for (var entry : entries) {
                sides.computeIfAbsent(entry.known().group(), _ -> new HashSet<>())
                        .add(entry.split());
            }
            return (int) sides.values().stream().filter(side -> side.size() > 1).count();
        }
    }
}
