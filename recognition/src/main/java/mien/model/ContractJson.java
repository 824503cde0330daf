package mien.model;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mien.image.Preprocessing;
import org.jspecify.annotations.Nullable;

/// A [Contract] as JSON and back, field by field.
final class ContractJson {
    private ContractJson() {}

    static String write(Contract contract) {
        var root = map("format", Contract.FORMAT, "name", contract.name());
        var input = contract.input();
        root.put(
                "input",
                map(
                        "channels",
                        input.channels(),
                        "height",
                        input.height(),
                        "width",
                        input.width(),
                        "margin",
                        input.margin()));
        root.put("heads", contract.heads().stream().map(ContractJson::write).toList());
        var net = contract.architecture();
        root.put("architecture", map("name", net.name(), "parameters", net.parameters(), "macs", net.macs()));
        root.put("training", write(contract.training()));
        root.put("figures", contract.figures());
        return Json.write(root);
    }

    private static Map<String, Object> write(Head head) {
        var labels = head.labels();
        var out = map("name", head.name(), "labelSet", labels.name(), "labels", labels.labels());
        out.put("temperature", head.temperature());
        out.put("threshold", head.threshold());
        return out;
    }

    private static Map<String, Object> write(Training training) {
        var data = training.data();
        var about = map("name", data.name(), "hash", data.hash(), "licence", data.licence());
        if (!data.corrections().isEmpty()) {
            about.put("corrections", data.corrections());
        }
        var out = map("data", about);
        out.putAll(map("mien", training.mienVersion(), "seed", training.seed(), "epochs", training.epochs()));
        if (training.finished() != null) {
            out.put("finished", training.finished().toString());
        }
        out.put("recipe", training.recipe());
        return out;
    }

    static Contract read(String json) {
        try {
            return read(new Fields("", Json.parse(json)));
        } catch (IllegalArgumentException e) {
            throw new ModelException("model contract: " + e.getMessage(), e);
        }
    }

    private static Contract read(Fields root) {
        long format = root.number("format");
        if (format > Contract.FORMAT) {
            throw new ModelException("model contract: it has format " + format + ", this version of Mien reads up to "
                    + Contract.FORMAT + "; use a newer Mien");
        }
        var in = root.object("input");
        var net = root.object("architecture");
        var figures = new LinkedHashMap<String, Double>();
        var measured = root.object("figures");
        measured.values().keySet().forEach(name -> figures.put(name, measured.real(name)));
        return new Contract(
                root.text("name"),
                new Preprocessing(in.whole("channels"), in.whole("height"), in.whole("width"), in.real("margin")),
                root.objects("heads").stream().map(ContractJson::readHead).toList(),
                new Architecture(net.text("name"), net.number("parameters"), net.number("macs")),
                readTraining(root.object("training")),
                figures);
    }

    private static Head readHead(Fields head) {
        var labels = new LabelSet(head.text("labelSet"), head.texts("labels"));
        return new Head(head.text("name"), labels, head.real("temperature"), head.real("threshold"));
    }

    private static Training readTraining(Fields training) {
        var data = training.object("data");
        return new Training(
                new TrainingData(
                        data.text("name"),
                        data.text("hash"),
                        data.values().containsKey("corrections") ? data.text("corrections") : "",
                        data.text("licence")),
                training.text("mien"),
                training.number("seed"),
                training.whole("epochs"),
                training.values().containsKey("finished") ? instant(training.text("finished")) : null,
                training.object("recipe").values());
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ModelException("model contract: training.finished is no time: '" + text + "'", e);
        }
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /// The fields of one JSON object, with the path that leads to it.
    private record Fields(String path, Map<String, Object> values) {
        String text(String key) {
            return of(key, String.class, "text");
        }

        long number(String key) {
            return of(key, Long.class, "a whole number");
        }

        int whole(String key) {
            return Math.toIntExact(Math.clamp(number(key), Integer.MIN_VALUE, Integer.MAX_VALUE));
        }

        double real(String key) {
            return of(key, Number.class, "a number").doubleValue();
        }

        List<String> texts(String key) {
            List<?> list = of(key, List.class, "a list");
            return list.stream().map(String::valueOf).toList();
        }

        Fields object(String key) {
            return new Fields(path + key + ".", Json.copy(of(key, Map.class, "an object")));
        }

        List<Fields> objects(String key) {
            var out = new ArrayList<Fields>();
            for (var item : of(key, List.class, "a list of objects")) {
                if (!(item instanceof Map<?, ?> map)) {
                    throw new ModelException("model contract: " + path + key + " must be a list of objects");
                }
                out.add(new Fields(path + key + "[" + out.size() + "].", Json.copy(map)));
            }
            return out;
        }

        private <T> T of(String key, Class<T> type, String expected) {
            var value = values.get(key);
            if (value == null) {
                throw new ModelException("model contract: " + path + key + " is missing; export the model again");
            }
            if (!type.isInstance(value)) {
                throw new ModelException("model contract: " + path + key + " must be " + expected + ", got " + value);
            }
            return type.cast(value);
        }
    }
}
