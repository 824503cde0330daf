package mien.app.shipped;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The table of measured figures in a model's card: one row a figure, one column a head, between two comments.
final class FigureTable {
    private static final String START = "<!-- figures: written by bench/record-models.sh, held by ModelCardsTest -->";
    private static final String END = "<!-- end of figures -->";
    private static final Pattern BLOCK =
            Pattern.compile(Pattern.quote(START) + "\n+(.*?)\n+" + Pattern.quote(END), Pattern.DOTALL);

    private FigureTable() {}

    /// The card with a new table.
    ///
    /// @param figures by head and key, `fer7.public_test.accuracy`
    /// @throws IllegalStateException if the card has no place for it
    static String written(String card, List<String> heads, List<Figure> known, Map<String, Double> figures) {
        var block = BLOCK.matcher(card);
        if (!block.find()) {
            throw new IllegalStateException(
                    "the card has no table; put these two lines where it is to stand:\n" + START + "\n\n" + END);
        }
        return card.substring(0, block.start())
                + START
                + "\n\n"
                + table(heads, known, figures)
                + "\n"
                + END
                + card.substring(block.end());
    }

    private static String table(List<String> heads, List<Figure> known, Map<String, Double> figures) {
        var out = new StringBuilder("| figure |");
        heads.forEach(head -> out.append(" `").append(head).append("` |"));
        out.append("\n|---|").append("---|".repeat(heads.size())).append('\n');
        for (var figure : known) {
            var cells = new ArrayList<String>();
            for (var head : heads) {
                var value = figures.get(head + "." + figure.key());
                cells.add(value == null ? "" : figure.form().print(value));
            }
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                out.append("| ").append(figure.words()).append(" | ");
                out.append(String.join(" | ", cells)).append(" |\n");
            }
        }
        return out.toString();
    }

    /// The printed figures by head and key.
    ///
    /// @throws IllegalStateException if there is no table, or a row or number that nobody knows
    static SequencedMap<String, String> read(String card, List<Figure> known) {
        var block = BLOCK.matcher(card.replace("\r\n", "\n"));
        if (!block.find()) {
            throw new IllegalStateException("the card has no table of figures");
        }
        var lines = block.group(1).lines().map(FigureTable::cells).toList();
        var heads = lines.getFirst();
        var printed = new LinkedHashMap<String, String>();
        for (var cells : lines.subList(2, lines.size())) {
            var figure = known.stream()
                    .filter(f -> f.words().equals(cells.getFirst()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("unknown figure: " + cells.getFirst()));
            for (int i = 1; i < cells.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    printed.put(heads.get(i).replace("`", "") + "." + figure.key(), cells.get(i));
                }
            }
        }
        return printed;
    }

    private static List<String> cells(String row) {
        var inner = row.strip();
        return List.of(inner.substring(1, inner.length() - 1).split("\\|", -1)).stream()
                .map(String::strip)
                .toList();
    }
}
