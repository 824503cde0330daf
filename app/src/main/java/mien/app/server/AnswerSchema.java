package mien.app.server;

import static mien.app.server.Schema.COUNT;
import static mien.app.server.Schema.SHARE;
import static mien.app.server.Schema.TEXT;
import static mien.app.server.Schema.field;

import java.util.List;
import java.util.stream.Stream;
import mien.Outcome;
import mien.app.server.Schema.Field;
import mien.app.server.Schema.Fields;
import mien.app.server.Schema.ListOf;
import mien.app.server.Schema.Maybe;
import mien.app.server.Schema.Presence;
import mien.app.server.Schema.Text;
import mien.app.server.Schema.Whole;

/// The form of an answer about a picture, as [mien.app.output.JsonOutput] writes it.
final class AnswerSchema {
    private static final Schema PLACE = new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final Schema ANY_NUMBER = new Schema.Real(-Double.MAX_VALUE, Double.MAX_VALUE);
    private static final Schema OUTCOME =
            new Text(Stream.of(Outcome.values()).map(Outcome::word).toList());

    private static final Schema BOX = new Fields(List.of(
            field("x", PLACE, ""), field("y", PLACE, ""), field("width", COUNT, ""), field("height", COUNT, "")));

    private static final Schema EXPLANATION = new Fields(List.of(
            field("label", TEXT, "What is explained: the emotion."),
            field("area", BOX, "What the network saw, in pixels; the grid covers it."),
            field("width", COUNT, "In cells."),
            field("height", COUNT, "In cells."),
            field("grid", new ListOf(new ListOf(ANY_NUMBER)), "Rows; above 0 for the label, below 0 against it.")));

    private static final Schema FACE = new Fields(List.of(
            field("box", BOX, "In pixels of the upright picture; may reach over its border."),
            field("detector", TEXT, ""),
            field("score", SHARE, "Comparable only within one detector."),
            field("human", new Maybe(SHARE), "How probably it is a human face; null without a gate."),
            field("emotion", new Maybe(TEXT), "The most probable label; null if it is not human."),
            field("outcome", OUTCOME, ""),
            field("probabilities", new Schema.ByName(SHARE), "By label; they sum to 1."),
            new Field(
                    "explanation",
                    EXPLANATION,
                    "Where `explain` asked for it and the face is human.",
                    Presence.WHERE_ASKED_FOR)));

    /// One picture.
    static final Schema PICTURE = new Fields(List.of(
            field("file", TEXT, "As the form names it; `body` for a picture without a form."),
            field("width", new Maybe(COUNT), "Of the upright picture; null if there is an error."),
            field("height", new Maybe(COUNT), ""),
            field("faces", new ListOf(FACE), "From left to right."),
            field("error", new Maybe(TEXT), "Why it could not be read."),
            field("milliseconds", new Schema.Real(0, Double.MAX_VALUE), "Of work, without waiting.")));

    private AnswerSchema() {}
}
