package mien.app.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mien.lab.network.Architecture;
import mien.lab.runs.Order;
import mien.lab.training.RecipeField.Form;
import mien.lab.training.RecipeFields;
import mien.lab.training.Recipes;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// The form that starts a training: what it offers, and what comes back.
final class RunsForm {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> TEXTS = Set.of("name", "data", "network", "seed", "precision");
    private static final String CORRECTED = "corrected";
    private static final String RECIPE = "recipe";

    private RunsForm() {}

    static ObjectNode json(List<Order.Data> data) {
        var json = JSON.createObjectNode();
        var sets = json.putArray("data");
        data.forEach(one -> sets.addObject().put("id", one.id()).put(CORRECTED, one.corrected()));
        var networks = json.putArray("networks");
        Architecture.titles().forEach(networks::add);
        var precisions = json.putArray("precisions");
        Order.precisions().forEach(precisions::add);
        var recipes = json.putObject("recipes");
        Recipes.BY_NAME.forEach((name, recipe) -> texts(recipes.putObject(name), RecipeFields.values(recipe)));
        var kinds = json.putObject("kinds");
        RecipeFields.startsOfKinds().forEach((kind, values) -> texts(kinds.putObject(kind), values));
        var fields = json.putArray("fields");
        for (var field : RecipeFields.ALL) {
            var one = fields.addObject().put("path", field.path()).put("form", word(field.form()));
            field.choices().forEach(one.putArray("choices")::add);
            field.kinds().forEach(one.putArray("kinds")::add);
            one.put("meaning", field.meaning());
        }
        return json;
    }

    /// `whole`, `number`.
    static String word(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    private static void texts(ObjectNode json, Map<String, String> texts) {
        texts.forEach(json::put);
    }

    /// The order in a body.
    ///
    /// @throws Refusal if the body is none, whatever stands in its fields
    static Order order(Intake intake, Request request) throws InterruptedException {
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Reply.JSON)) {
            throw new Refusal(Refusal.UNSUPPORTED_TYPE, "body: its type must be " + Reply.JSON);
        }
        try (var body = intake.read(request)) {
            return order(JSON.readTree(body.bytes()));
        } catch (JsonProcessingException e) {
            throw wrong("it is not JSON");
        } catch (IOException e) {
            throw wrong("it cannot be read");
        }
    }

    private static Order order(JsonNode json) {
        if (!json.isObject()) {
            throw wrong("it is no object");
        }
        var recipe = new LinkedHashMap<String, String>();
        json.path(RECIPE).properties().forEach(entry -> recipe.put(entry.getKey(), text(entry.getValue())));
        for (var entry : json.properties()) {
            var name = entry.getKey();
            if (!TEXTS.contains(name) && !name.equals(CORRECTED) && !name.equals(RECIPE)) {
                throw wrong("an order has no '" + (name.length() > 40 ? name.substring(0, 40) : name) + "'");
            }
        }
        if (!json.path(CORRECTED).isMissingNode() && !json.path(CORRECTED).isBoolean()) {
            throw wrong("'corrected' must be true or false");
        }
        return new Order(
                text(json.path("name")),
                new Order.Data(text(json.path("data")), json.path(CORRECTED).asBoolean()),
                text(json.path("network")),
                text(json.path("seed")),
                text(json.path("precision")),
                recipe);
    }

    /// Numbers as they are written; what is not there is empty.
    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }

    private static Refusal wrong(String problem) {
        return new Refusal(Refusal.BAD_REQUEST, "body: " + problem + "; send an order as /openapi.json describes it");
    }
}
