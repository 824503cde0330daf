package mien.app.server;

import static mien.app.server.Schema.COUNT;
import static mien.app.server.Schema.SHARE;
import static mien.app.server.Schema.TEXT;
import static mien.app.server.Schema.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.Palette;
import mien.app.server.Route.Description;
import mien.app.server.Schema.Fields;
import mien.app.server.Schema.Flag;
import mien.app.server.Schema.ListOf;
import mien.app.server.Schema.Real;
import mien.lab.dataset.Hashing;
import mien.model.Contract;
import mien.model.Head;
import mien.model.ModelFile;

/// `GET /v1/models` and `GET /v1/labels`: which models answer, and with what.
final class Facts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Schema LABEL =
            new Fields(List.of(field("name", TEXT, ""), field("colour", TEXT, "As style sheets write it.")));

    private static final Schema HEAD = new Fields(List.of(
            field("name", TEXT, ""),
            field("labels", new ListOf(TEXT), "In the order of the classes."),
            field("temperature", new Real(0, Double.MAX_VALUE), "Above 1, the answers were made less sure."),
            field("threshold", SHARE, "A face whose highest probability is below it is uncertain.")));

    private static final Schema INPUT = new Fields(List.of(
            field("channels", COUNT, "1 is grey, 3 is colour."),
            field("height", COUNT, "In pixels."),
            field("width", COUNT, "In pixels."),
            field("margin", new Real(0, Double.MAX_VALUE), "Side of the crop, in longer sides of the box.")));

    private static final Schema MODEL = new Fields(List.of(
            field("name", TEXT, ""),
            field("role", new Schema.Text(List.of("emotions", "gate")), "What it is asked for."),
            field("sha256", TEXT, "Of the model file."),
            field("bytes", COUNT, "Of the model file."),
            field("network", TEXT, ""),
            field("parameters", COUNT, ""),
            field("macs", COUNT, "Multiplications of one face."),
            field("input", INPUT, "What a face is made to before the network sees it."),
            field("heads", new ListOf(HEAD), "The first answers unless another is asked for."),
            field("trainingData", TEXT, ""),
            field("licence", TEXT, "What the terms of the training data mean, in plain words."),
            field("figures", new Schema.ByName(new Real(-Double.MAX_VALUE, Double.MAX_VALUE)), "As measured.")));

    private final Contract contract;
    private final String hash;
    private final Reply models;
    private final Reply labels;

    Facts(Readers readers) {
        var file = readers.options().model();
        var bytes = file.bytes();
        contract = readers.contract();
        hash = Hashing.sha256(bytes);
        var all = new ArrayList<Map<String, Object>>();
        all.add(model("emotions", contract, bytes));
        Optional<ModelFile> gate = readers.options().search().gate();
        gate.ifPresent(model -> all.add(model("gate", model.contract(), model.bytes())));
        models = json(Map.of("models", all));
        labels = json(Map.of(
                "heads",
                contract.heads().stream()
                        .map(head -> labels(head, head.equals(readers.head())))
                        .toList()));
    }

    List<Route> routes() {
        return List.of(
                route("/v1/models", "The models that answer.", "models", MODEL, models),
                route(
                        "/v1/labels",
                        "The labels of each head, with the colours that Mien draws them in.",
                        "heads",
                        labelled(),
                        labels));
    }

    String name() {
        return contract.name();
    }

    /// SHA-256 of the model file, in hex.
    String hash() {
        return hash;
    }

    private static Route route(String path, String summary, String list, Schema item, Reply reply) {
        var schema = new Fields(List.of(field(list, new ListOf(item), "")));
        return new Route("GET", path, true, Description.of(summary, Reply.JSON, schema), _ -> reply);
    }

    private static Schema labelled() {
        return new Fields(List.of(
                field("head", TEXT, ""),
                field("usual", new Flag(), "Whether it answers unless another is asked for."),
                field("labels", new ListOf(LABEL), "In the order of the classes.")));
    }

    private static Map<String, Object> labels(Head head, boolean usual) {
        var out = new LinkedHashMap<String, Object>();
        out.put("head", head.name());
        out.put("usual", usual);
        out.put(
                "labels",
                head.labels().labels().stream()
                        .map(label ->
                                two("name", label, "colour", Palette.of(label).css()))
                        .toList());
        return out;
    }

    private static Map<String, Object> model(String role, Contract contract, byte[] bytes) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", contract.name());
        out.put("role", role);
        out.put("sha256", Hashing.sha256(bytes));
        out.put("bytes", bytes.length);
        out.put("network", contract.architecture().name());
        out.put("parameters", contract.architecture().parameters());
        out.put("macs", contract.architecture().macs());
        var input = two(
                "channels",
                contract.input().channels(),
                "height",
                contract.input().height());
        input.put("width", contract.input().width());
        input.put("margin", contract.input().margin());
        out.put("input", input);
        out.put("heads", contract.heads().stream().map(Facts::head).toList());
        out.put("trainingData", contract.training().data().name());
        out.put("licence", contract.training().data().licence());
        out.put("figures", contract.figures());
        return out;
    }

    private static Map<String, Object> head(Head head) {
        var out = two("name", head.name(), "labels", head.labels().labels());
        out.put("temperature", head.temperature());
        out.put("threshold", head.threshold());
        return out;
    }

    private static Map<String, Object> two(String name, Object value, String other, Object otherValue) {
        var out = new LinkedHashMap<String, Object>();
        out.put(name, value);
        out.put(other, otherValue);
        return out;
    }

    private static Reply json(Object value) {
        try {
            return Reply.json(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
