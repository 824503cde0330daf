package mien.lab.copies;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Joins linked pictures into groups, the surest links first.
///
/// Links alone could chain pictures that have little in common, such as the first and the last of a film. So a group
/// must have a hub: one of its pictures is itself linked to at least three fifths of the others.
final class Groups {
    private final List<List<Integer>> neighbours = new ArrayList<>();
    private final List<List<Integer>> members = new ArrayList<>(); // of the group with this number
    private final int[] group; // of a picture
    private final int[] degree; // links of a picture within its group
    private final int[] hub; // the highest degree in a group

    private Groups(int count) {
        group = new int[count];
        degree = new int[count];
        hub = new int[count];
        for (int i = 0; i < count; i++) {
            group[i] = i;
            neighbours.add(new ArrayList<>(0));
            members.add(new ArrayList<>(List.of(i)));
        }
    }

    /// @param count of pictures
    /// @return the groups of two and more, each in ascending order, ordered by their first picture
    static List<List<Integer>> of(int count, List<Link> links) {
        var groups = new Groups(count);
        for (var link : links) {
            groups.neighbours.get(link.one()).add(link.other());
            groups.neighbours.get(link.other()).add(link.one());
        }
        links.stream()
                .sorted(Comparator.comparingDouble(Link::agreement)
                        .reversed()
                        .thenComparingInt(Link::one)
                        .thenComparingInt(Link::other))
                .forEach(link -> groups.join(groups.group[link.one()], groups.group[link.other()]));
        return groups.members.stream()
                .filter(some -> some.size() > 1)
                .map(some -> some.stream().sorted().toList())
                .sorted(Comparator.comparing(List::getFirst))
                .toList();
    }

    private void join(int a, int b) {
        if (a == b) {
            return;
        }
        int small = members.get(a).size() < members.get(b).size() ? a : b;
        int large = a + b - small;
        int highest = Math.max(hub[small], hub[large]);
        count(small, large, 1);
        for (int i : members.get(small)) {
            highest = Math.max(highest, degree[i]);
            for (int neighbour : neighbours.get(i)) {
                if (group[neighbour] == large) {
                    highest = Math.max(highest, degree[neighbour]);
                }
            }
        }
        int others = members.get(small).size() + members.get(large).size() - 1;
        if (5 * highest < 3 * others) {
            count(small, large, -1);
            return;
        }
        hub[large] = highest;
        for (int i : members.get(small)) {
            group[i] = large;
        }
        members.get(large).addAll(members.get(small));
        members.get(small).clear();
    }

    /// Adds the links between two groups to the degrees, or takes them away.
    private void count(int small, int large, int sign) {
        for (int i : members.get(small)) {
            for (int neighbour : neighbours.get(i)) {
                if (group[neighbour] == large) {
                    degree[i] += sign;
                    degree[neighbour] += sign;
                }
            }
        }
    }
}
