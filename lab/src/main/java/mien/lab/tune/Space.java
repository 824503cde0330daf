package mien.lab.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// All that a search may vary.
public record Space(List<Parameter> parameters) {
    public Space {
        parameters = List.copyOf(parameters);
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("space: it names nothing to vary");
        }
        if (parameters.stream().map(Parameter::name).distinct().count() < parameters.size()) {
            throw new IllegalArgumentException("space: a name is there twice");
        }
    }

    /// A value for each parameter, by name, in the order of the space.
    ///
    /// @param places where each parameter's value is to be taken from, in `[0, 1]`
    public Map<String, String> at(ToDoubleFunction<Parameter> places) {
        var values = new LinkedHashMap<String, String>();
        parameters.forEach(p -> values.put(p.name(), p.at(places.applyAsDouble(p))));
        return values;
    }
}
