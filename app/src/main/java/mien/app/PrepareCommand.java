package mien.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.Summary;
import mien.lab.occlusion.Occlusion;
import mien.lab.prepare.Balance;
import mien.lab.prepare.Division;
import mien.lab.prepare.Layout;
import mien.lab.prepare.Look;
import mien.lab.prepare.Look.Crop;
import mien.lab.prepare.Look.NoFace;
import mien.lab.prepare.Look.Tone;
import mien.lab.prepare.Material;
import mien.lab.prepare.People;
import mien.lab.prepare.Preparation;
import mien.lab.prepare.PrepareOptions;
import mien.lab.prepare.Relabelling;
import mien.lab.prepare.TaggedPictures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mien prepare`: a clean copy of a data set.
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Writes a clean copy of labelled pictures: one form, one split, and where each came from.",
        footer = {
            "",
            "The copy appears at once when all is written; the data is never changed.",
            "index.csv maps each picture back to its source, left-out.csv lists what is",
            "missing and why, prepared.json tells source, options and counts.",
            "",
            "Examples:",
            "  mien prepare web/ --out clean/ --grey --size 48 --crop face --split 80,10,10",
            "  mien prepare fer2013.zip --out fer.zip --format fer2013",
            "  mien prepare booru/ --tags tags.yaml --out drawn/ --balance 500"
        })
public final class PrepareCommand implements Callable<Integer> {

    /// Which part of a picture is taken.
    enum Part {
        WHOLE,
        FACE
    }

    @Mixin
    private final Dialogue dialogue = new Dialogue();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LabelledData data;

    @Option(names = "--out", paramLabel = "DIR|ZIP", required = true, description = "The folder or NAME.zip to write.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(names = "--overwrite", description = "Replace what an earlier mien prepare has written there.")
    private boolean overwrite;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "folders, or fer2013: one csv of 48 x 48 grey pixels as Kaggle's. Default: folders.")
    private Layout format = Layout.FOLDERS;

    @Option(names = "--grey", description = "Make all pictures grey. Default: each as it is.")
    private boolean grey;

    @Option(names = "--colour", description = "Make all pictures three channels, also grey ones.")
    private boolean colour;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Make all pictures N x N pixels, without regard to their proportions, as training does."
                    + " Default: each as large as it is.")
    private @Nullable Integer size;

    @Option(
            names = "--crop",
            paramLabel = "PART",
            description = "whole, or face: the largest face, turned until the eyes are level where both are found."
                    + " Default: whole.")
    private Part crop = Part.WHOLE;

    @Option(
            names = "--margin",
            paramLabel = "X",
            description = "With --crop face: side of the square, times the face's box. Default: 0.9.")
    private @Nullable Double margin;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description = "With --crop face: cascades, or yunet:FILE. Default: cascades.")
    private @Nullable String detector;

    @Option(
            names = "--no-face",
            paramLabel = "WHAT",
            description = "With --crop face, pictures without one: keep them whole, or drop them. Default: keep.")
    private @Nullable NoFace noFace;

    @Option(
            names = "--mask",
            paramLabel = "KIND[,KIND...]",
            description = "Hide part of each face or spoil the picture: eyes, lower-half, glasses ...; of several kinds"
                    + " one is drawn for each picture. `mien masks` shows the kinds.")
    private @Nullable String mask;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "80,10,10 (percent for train, validation, test: stratified, copies and people on one side),"
                    + " data (as the data is split), or none. Default: data, and 80,10,10 if it is not split.")
    private String split = "data";

    @Option(
            names = "--group",
            paramLabel = "REGEX",
            description = "Who is on a picture: what the first pair of parentheses matches in its path."
                    + " Default: the column group of the data's csv, if there is one.")
    private @Nullable String group;

    @Option(
            names = "--balance",
            paramLabel = "KIND",
            description = "Pictures of each label in training: none, downsample (as the rarest), oversample (as the"
                    + " commonest), or a number. Default: none.")
    private String balance = "none";

    @Option(
            names = "--tags",
            paramLabel = "FILE",
            description = "The labels come from tags in files beside the pictures (x.jpg.txt, x.txt, x.json), by this"
                    + " YAML table such as happy: [smile, \":d\"].")
    private @Nullable Path tags;

    @Option(
            names = "--relabel",
            paramLabel = "OLD=NEW[,...]",
            description = "Call labels by other names; several may become one, and * stands for all others:"
                    + " person=face,*=other. FER+ votes are left out then.")
    private @Nullable String relabel;

    @Option(names = "--seed", paramLabel = "S", description = "Of split and balance. Default: 1.")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        var options =
                new PrepareOptions(look(), people(), Division.of(split), Balance.of(balance), relabelling(), seed);
        var path = data.source().path();
        var corrections = data.source().corrections().map(Corrections::read).orElse(Corrections.NONE);
        var found = tags == null ? Material.of(Datasets.open(path)) : TaggedPictures.open(path, tags);
        try (var _ = found.source()) {
            Summary.of(found.source()).forEach(dialogue::say);
            var preparation = new Preparation(found.corrected(corrections), options, format, Version.mien());
            var prepared = preparation.run(path, out, overwrite);
            var lines = prepared.lines();
            dialogue.say(out + ": " + lines.getFirst());
            lines.stream().skip(1).forEach(dialogue::say);
        }
        return 0;
    }

    private Relabelling relabelling() {
        return relabel == null ? Relabelling.NONE : Relabelling.of(relabel);
    }

    private People people() {
        return group == null ? new People.ByColumn() : People.byPath(group);
    }

    private Look look() {
        if (grey && colour) {
            throw dialogue.wrong("--grey and --colour contradict each other; choose one");
        }
        if (size != null && size < 1) {
            throw dialogue.wrong("--size must be at least 1, got " + size);
        }
        var tone = grey ? Tone.GREY : colour ? Tone.COLOUR : Tone.AS_IS;
        var masks = mask == null ? List.<Occlusion>of() : Occlusion.list(mask);
        return new Look(tone, size == null ? 0 : size, crop(), masks);
    }

    private Crop crop() {
        return switch (crop) {
            case WHOLE -> {
                if (margin != null || detector != null || noFace != null) {
                    throw dialogue.wrong("--margin, --detector and --no-face need --crop face");
                }
                yield new Crop.Whole();
            }
            case FACE ->
                new Crop.Face(
                        detector == null ? "cascades" : detector,
                        margin == null ? 0.9 : margin,
                        noFace == null ? NoFace.KEEP : noFace);
        };
    }
}
