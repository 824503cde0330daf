package mien.lab.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pictures that belong on one side of a split: copies of each other, those of one person, and what follows from
/// both.
///
/// @param of the group of each picture; a group has the number of its first picture
record Groups(List<Integer> of) {
    Groups {
        of = List.copyOf(of);
    }

    /// @param copies groups of picture numbers; may overlap
    /// @param people on each picture; empty for nobody known
    static Groups of(List<List<Integer>> copies, List<String> people) {
        var parents = new int[people.size()];
        Arrays.setAll(parents, i -> i);
        for (var group : copies) {
            group.forEach(i -> join(parents, group.getFirst(), i));
        }
        var first = new HashMap<String, Integer>();
        for (int i = 0; i < parents.length; i++) {
            if (!people.get(i).isEmpty()) {
                join(parents, first.merge(people.get(i), i, (known, _) -> known), i);
            }
        }
        var of = new ArrayList<Integer>();
        for (int i = 0; i < parents.length; i++) {
            of.add(root(parents, i));
        }
        return new Groups(of);
    }

    private static void join(int[] parents, int a, int b) {
        int rootA = root(parents, a);
        int rootB = root(parents, b);
        parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private static int root(int[] parents, int i) {
        int at = i;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /// The members of each group among some pictures, as positions in their list.
    List<List<Integer>> among(List<Integer> pictures) {
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        for (int k = 0; k < pictures.size(); k++) {
            members.computeIfAbsent(of.get(pictures.get(k)), _ -> new ArrayList<>(1))
                    .add(k);
        }
        return List.copyOf(members.values());
    }
}
