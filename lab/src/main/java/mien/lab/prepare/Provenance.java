package mien.lab.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.TreeMap;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Split;
import mien.lab.prepare.Look.Crop;

/// `prepared.json`: what a prepared data set was made of, how, and by what. It has no date, so that the same
/// command gives the same bytes.
final class Provenance {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Provenance() {}

    static String json(Preparation preparation, Survey survey, Prepared prepared) {
        var root = JSON.createObjectNode();
        root.put("mien", preparation.mien());
        source(root.putObject("source"), preparation.material(), survey);
        options(root.putObject("options"), preparation);
        in(root.putObject("in"), preparation.material());
        out(root.putObject("out"), prepared);
        var omitted = root.putObject("leftOut");
        prepared.omitted().forEach((reason, n) -> omitted.put(reason.title(), n));
        var indenter = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(indenter))
                            .writeValueAsString(root)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void source(ObjectNode node, Material material, Survey survey) {
        node.put("name", material.source().name());
        node.put("form", material.source().form());
        node.put("sha256", survey.sha256());
    }

    private static void options(ObjectNode node, Preparation preparation) {
        var options = preparation.options();
        node.put("format", name(preparation.layout()));
        node.put("tone", name(options.look().tone()));
        node.put("size", options.look().size());
        crop(node.putObject("crop"), options.look().crop());
        switch (options.people()) {
            case People.ByColumn _ -> node.put("group", "column group");
            case People.ByPath(var pattern) -> node.put("group", pattern.pattern());
        }
        switch (options.division()) {
            case Division.AsInData _ -> node.put("split", "data");
            case Division.None _ -> node.put("split", "none");
            case Division.Shares shares -> node.put("split", shares.toString());
        }
        switch (options.balance()) {
            case Balance.None _ -> node.put("balance", "none");
            case Balance.Downsample _ -> node.put("balance", "downsample");
            case Balance.Oversample _ -> node.put("balance", "oversample");
            case Balance.Each(int pictures) -> node.put("balance", pictures);
        }
        if (!options.relabelling().names().isEmpty()) {
            node.put("relabel", options.relabelling().toString());
        }
        node.put("seed", options.seed());
        var masks = node.putArray("masks");
        options.look().masks().forEach(mask -> masks.add(mask.toString()));
    }

    private static void crop(ObjectNode node, Crop crop) {
        switch (crop) {
            case Crop.Whole _ -> node.put("kind", "whole");
            case Crop.Face(var detector, double margin, var noFace) -> {
                node.put("kind", "face");
                node.put("detector", detector);
                node.put("margin", margin);
                node.put("noFace", name(noFace));
            }
        }
    }

    private static void in(ObjectNode node, Material material) {
        node.put("pictures", material.pictures());
        node.put("problems", material.source().problems().size());
        node.put("relabelled", material.relabelled());
        labels(node.putObject("labels"), material.source());
    }

    private static void labels(ObjectNode node, Dataset data) {
        var counts = new TreeMap<Integer, Integer>();
        data.samples().forEach(sample -> counts.merge(sample.label(), 1, Integer::sum));
        counts.forEach((label, n) ->
                node.put(label < 0 ? "votes only" : data.labels().labels().get(label), n));
    }

    private static void out(ObjectNode node, Prepared prepared) {
        node.put("pictures", prepared.total());
        node.put("repeats", prepared.repeats());
        node.put("split", prepared.split());
        node.put("groupsInSeveralSplits", prepared.torn());
        var splits = node.putObject("splits");
        prepared.pictures().forEach((split, counts) -> {
            var labels = splits.putObject(split == Split.NONE ? "none" : split.title());
            counts.forEach(labels::put);
        });
        var crops = node.putObject("crops");
        prepared.crops().forEach(crops::put);
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
