package mien.app.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mien.Palette;
import mien.lab.audit.AuditJson;
import mien.lab.audit.Finding;
import mien.lab.dataset.Sample;
import mien.lab.review.AuditFolder;
import mien.lab.review.AuditJob;
import mien.lab.review.Choice;
import mien.lab.review.Decision;
import mien.lab.review.Review;
import mien.lab.review.Reviews;
import mien.lab.review.Undone;

/// Reviews as JSON; [ReviewSchema] describes it.
final class ReviewJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReviewJson() {}

    /// The data sets there are; none if the server has no folder.
    static Reply all(Optional<Reviews> reviews, AuditJob.Status audit) {
        var json = JSON.createObjectNode();
        json.put(
                "folder",
                reviews.map(all -> String.valueOf(
                                all.folder().toAbsolutePath().normalize().getFileName()))
                        .orElse(null));
        var sets = json.putArray("sets");
        reviews.map(Reviews::list).orElse(List.of()).forEach(listed -> {
            var set = sets.addObject().put("id", listed.id()).put("decided", listed.decided());
            set.set("audit", audit(listed.audit()));
        });
        json.set("auditing", status(audit));
        return reply(json);
    }

    static Reply one(AuditJob.Status audit) {
        return reply(status(audit));
    }

    private static ObjectNode status(AuditJob.Status audit) {
        return JSON.createObjectNode()
                .put("data", audit.data())
                .put("state", audit.state().name().toLowerCase(Locale.ROOT))
                .put("said", audit.said());
    }

    private static JsonNode audit(Optional<AuditFolder> audit) {
        return audit.<JsonNode>map(found -> JSON.createObjectNode()
                        .put("folder", String.valueOf(found.folder().getFileName()))
                        .put("time", found.time().toString()))
                .orElse(JSON.nullNode());
    }

    /// What there is to look at in a data set.
    static Reply material(Review review) {
        var material = review.material();
        var places = new HashMap<String, Integer>();
        var json = JSON.createObjectNode().put("id", review.id()).put("key", review.key());
        json.put("form", material.data().form());
        json.set("audit", audit(material.audit()));
        var labels = json.putArray("labels");
        material.labels()
                .forEach(name -> labels.addObject()
                        .put("name", name)
                        .put("colour", Palette.of(name).css()));
        var files = json.putArray("files");
        var given = json.putArray("given");
        for (Sample sample : material.data().samples()) {
            places.put(sample.file(), places.size());
            files.add(sample.file());
            given.add(sample.label());
        }
        findings(json.putArray("findings"), material.findings(), places, material.labels());
        proposals(json.putArray("proposals"), material.proposals(), places, material.labels());
        return reply(json);
    }

    private static void findings(
            ArrayNode all, List<Finding> findings, Map<String, Integer> places, List<String> labels) {
        for (var finding : findings) {
            var json = all.addObject().put("kind", AuditJson.kind(finding));
            var pictures = json.putArray("pictures");
            finding.files().forEach(file -> pictures.add(places.get(file)));
            json.put("reason", finding.reason());
            if (finding instanceof Finding.Suspect suspect) {
                json.put("suggested", labels.indexOf(suspect.suggested()));
                json.put("confidence", Math.round(1000 * suspect.confidence()) / 1000.0);
            } else {
                json.putNull("suggested").putNull("confidence");
            }
        }
    }

    private static void proposals(
            ArrayNode all, Map<String, Choice> proposals, Map<String, Integer> places, List<String> labels) {
        proposals.forEach((file, choice) -> all.addObject()
                .put("picture", places.get(file))
                .put("verdict", choice.verdict().title())
                .put("label", labels.indexOf(choice.label()))
                .put("reason", choice.reason()));
    }

    /// Decisions from a number on, and how the file of corrections fares.
    static Reply decisions(Review review, long since, Optional<Undone> undone) {
        var json = JSON.createObjectNode();
        long last = since;
        var array = json.putArray("decisions");
        for (var decision : review.since(since)) {
            last = decision.number();
            decision(array.addObject(), decision);
        }
        json.put("last", last);
        json.put("file", String.valueOf(review.correctionsFile().getFileName()));
        json.put("trouble", review.trouble().orElse(null));
        json.set(
                "undone",
                undone.<JsonNode>map(done -> JSON.createObjectNode()
                                .put("restored", done.restored())
                                .put("overtaken", done.overtaken()))
                        .orElse(JSON.nullNode()));
        return reply(json);
    }

    private static void decision(ObjectNode json, Decision decision) {
        var choice = decision.choice();
        json.put("number", decision.number())
                .put("file", choice.file())
                .put("verdict", choice.verdict().title())
                .put("label", choice.label())
                .put("reason", choice.reason())
                .put("time", decision.time().toString())
                .put("tab", decision.tab());
    }

    private static Reply reply(ObjectNode json) {
        try {
            return Reply.of(Reply.JSON, JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of plain values can always be written
        }
    }
}
