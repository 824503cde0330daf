package mien.lab.prepare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.PictureException;
import mien.lab.prepare.Look.Tone;
import mien.lab.prepare.Tables.Written;

/// Writes a clean copy of a data set: a folder or zip in one form, with its index and where all of it came from.
///
/// Every picture is decoded twice, once to see what is there and once to write it, so that memory holds only a few
/// at a time.
///
/// @param material what is prepared
/// @param mien version of the program, for `prepared.json`
public record Preparation(Material material, PrepareOptions options, Layout layout, String mien) {
    public Preparation {
        material = options.relabelling().of(material);
        options = layout == Layout.FER2013 ? options.withLook(pixels(options.look())) : options;
    }

    private static Look pixels(Look look) {
        if (look.tone() == Tone.COLOUR || (look.size() != 0 && look.size() != PixelCsv.SIDE)) {
            throw new PrepareException("format: FER2013's csv holds grey pictures of 48 x 48; leave out --colour and"
                    + " --size, or write folders");
        }
        return look.withTone(Tone.GREY).withSize(PixelCsv.SIDE);
    }

    /// Prepares into a folder, or a zip if the name ends so. It appears at once when all is written.
    ///
    /// @param data where the data lies, so that it is not written over
    /// @param overwrite whether an older prepared data set may be replaced
    /// @throws PrepareException if nothing is left to write, or there is no place for it
    public Prepared run(Path data, Path out, boolean overwrite) throws IOException {
        var destination = Destination.of(out, data, overwrite);
        destination.check();
        var survey = Survey.of(material.data(), options.look().crop());
        var plan = Plan.of(material, survey, options);
        if (layout == Layout.FER2013) {
            plan.entries().forEach(entry -> Tables.emotion(entry.label()));
        }
        var prepared = Prepared.of(plan);
        var provenance = Provenance.json(this, survey, prepared);
        destination.write(output -> write(output, plan, provenance));
        return prepared;
    }

    private void write(Output output, Plan plan, String provenance) throws IOException {
        try {
            var written = layout == Layout.FOLDERS ? pictures(output, plan) : rows(output, plan);
            new Tables(material, plan, options).write(output, written);
            try (var mark = output.stream(Destination.MARK)) {
                mark.write(provenance.getBytes(StandardCharsets.UTF_8));
            }
        } catch (InvalidPathException e) {
            throw new PrepareException(
                    "out: the name " + e.getInput() + " cannot be written in this locale; set LC_ALL=C.UTF-8, or write"
                            + " a zip",
                    e);
        } catch (PictureException e) {
            throw new PrepareException(
                    material.source().name() + ": a picture changed while it was prepared (" + e.getMessage()
                            + "); run it again",
                    e);
        }
    }

    private List<Written> pictures(Output output, Plan plan) throws IOException {
        var written = names(plan);
        try (var maker = PictureMaker.of(material.data(), options)) {
            Pipeline.run(
                    IntStream.range(0, written.size()).boxed().toList(),
                    i -> maker.make(written.get(i).entry(), i).png(),
                    (i, png) -> output.put(written.get(i).file(), png));
        }
        return written;
    }

    private static List<Written> names(Plan plan) {
        var numbers = new HashMap<String, Integer>();
        var named = new ArrayList<Written>();
        for (var entry : plan.entries()) {
            int number = numbers.merge(entry.label(), 1, Integer::sum);
            named.add(new Written(entry, plan.naming().file(entry, number)));
        }
        return List.copyOf(named);
    }

    private List<Written> rows(Output output, Plan plan) throws IOException {
        var written = new ArrayList<Written>();
        try (var maker = PictureMaker.of(material.data(), options);
                var csv = new PixelCsv(output)) {
            Pipeline.run(
                    IntStream.range(0, plan.entries().size()).boxed().toList(),
                    i -> PixelCsv.row(
                            plan.entries().get(i), maker.make(plan.entries().get(i), i)),
                    (i, row) -> written.add(new Written(plan.entries().get(i), csv.write(row))));
        }
        return written;
    }
}
