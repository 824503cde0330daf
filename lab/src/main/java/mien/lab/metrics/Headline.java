package mien.lab.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The overall figures of a model, each with its interval.
///
/// @param n pictures that were scored
/// @param figures all of them; [Estimate#UNDEFINED] what cannot be measured here
public record Headline(int n, Map<Figure, Estimate> figures) {
    public Headline {
        var all = new EnumMap<Figure, Estimate>(Figure.class);
        for (var figure : Figure.values()) {
            all.put(figure, figures.getOrDefault(figure, Estimate.UNDEFINED));
        }
        figures = Collections.unmodifiableMap(all);
    }

    public Estimate of(Figure figure) {
        return figures.getOrDefault(figure, Estimate.UNDEFINED);
    }

    public double value(Figure figure) {
        return of(figure).value();
    }
}
