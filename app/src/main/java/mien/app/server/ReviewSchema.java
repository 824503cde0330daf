package mien.app.server;

import static mien.app.server.Schema.COUNT;
import static mien.app.server.Schema.SHARE;
import static mien.app.server.Schema.TEXT;
import static mien.app.server.Schema.field;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mien.app.server.Schema.Field;
import mien.app.server.Schema.Fields;
import mien.app.server.Schema.ListOf;
import mien.app.server.Schema.Maybe;
import mien.app.server.Schema.Presence;
import mien.app.server.Schema.Text;
import mien.app.server.Schema.Whole;
import mien.lab.review.AuditJob;
import mien.lab.review.Verdict;

/// The forms of what the routes of reviews take and answer.
final class ReviewSchema {
    private static final Schema PLACE = new Whole(-1, Integer.MAX_VALUE);

    private static final Schema VERDICT =
            new Text(Arrays.stream(Verdict.values()).map(Verdict::title).toList());

    private static final Schema AUDIT = new Maybe(new Fields(List.of(
            field("folder", TEXT, "In which `mien audit --report` has written it."),
            field("time", TEXT, "When, as ISO 8601."))));

    static final Schema AUDITING = new Fields(List.of(
            field("data", TEXT, "Id of the data set."),
            field(
                    "state",
                    new Text(Arrays.stream(AuditJob.State.values())
                            .map(state -> state.name().toLowerCase(Locale.ROOT))
                            .toList()),
                    "How the audit that was started last fares."),
            field("said", TEXT, "What it said last, if it failed.")));

    static final Schema ALL = new Fields(List.of(
            field("folder", new Maybe(TEXT), "Name of the folder of `--data`; null if the server has none."),
            field(
                    "sets",
                    new ListOf(new Fields(List.of(
                            field("id", TEXT, "Its path below the folder."),
                            field("decided", COUNT, "Pictures that are decided on."),
                            field("audit", AUDIT, "The newest.")))),
                    "The data sets below the folder."),
            field("auditing", AUDITING, "")));

    private static final Schema FINDING = new Fields(List.of(
            field("kind", TEXT, "As in `findings.json` of `mien audit`."),
            field("pictures", new ListOf(COUNT), "By their places in `files`."),
            field("reason", TEXT, ""),
            field("suggested", new Maybe(PLACE), "Place of a label, for kind `labelSuspect`."),
            field("confidence", new Maybe(SHARE), "That the given label is wrong.")));

    private static final Schema PROPOSAL = new Fields(List.of(
            field("picture", COUNT, ""),
            field("verdict", VERDICT, ""),
            field("label", PLACE, "The new one, for `relabel`; else -1."),
            field("reason", TEXT, "")));

    static final Schema MATERIAL = new Fields(List.of(
            field("id", TEXT, ""),
            field("key", TEXT, "Another one if the pictures have changed."),
            field("form", TEXT, "How the data was understood."),
            field("audit", AUDIT, "The one that the findings are of."),
            field(
                    "labels",
                    new ListOf(new Fields(List.of(field("name", TEXT, ""), field("colour", TEXT, "")))),
                    "That a picture may be given."),
            field("files", new ListOf(TEXT), "All pictures, by name."),
            field("given", new ListOf(PLACE), "Place of the label that each has; -1 if only votes say it."),
            field("findings", new ListOf(FINDING), "The weightiest of each kind first."),
            field("proposals", new ListOf(PROPOSAL), "What would put the findings right, at most one a picture.")));

    private static final Schema DECISION = new Fields(List.of(
            field("number", COUNT, "Grows with each decision."),
            field("file", TEXT, ""),
            field("verdict", VERDICT, "`open` takes an earlier one back."),
            field("label", TEXT, "The new one, for `relabel`; else empty."),
            field("reason", TEXT, ""),
            field("time", TEXT, "As ISO 8601."),
            field("tab", TEXT, "Who decided; `file` for an edit of the file of corrections.")));

    static final Schema DECISIONS = new Fields(List.of(
            field("decisions", new ListOf(DECISION), "In order; of those on one picture the last holds."),
            field("last", COUNT, "Number of the last; ask again with `since` of this."),
            field("file", TEXT, "The file of corrections beside the data set."),
            field("trouble", new Maybe(TEXT), "Why that file is behind, in a sentence."),
            field(
                    "undone",
                    new Maybe(new Fields(List.of(
                            field("restored", COUNT, "Pictures that are again as before."),
                            field("overtaken", COUNT, "Pictures on which another tab has decided since.")))),
                    "What taking back came to; both 0 if there was nothing left to take back.")));

    private static final Field STEP = new Field(
            "step",
            TEXT,
            "A name that the caller makes up for this request: sent again with the same one, as after an answer that did"
                    + " not come, it is answered and not done twice.",
            Presence.WHERE_GIVEN);

    static final Schema CHOICES = new Fields(List.of(
            field("tab", TEXT, "A name that the caller makes up; steps are taken back by whom they were made."),
            STEP,
            field(
                    "decisions",
                    new ListOf(new Fields(List.of(
                            field("file", TEXT, "A picture."),
                            field("verdict", VERDICT, ""),
                            field("label", TEXT, "The new one, for `relabel`; else empty.")))),
                    "One step.")));

    static final Schema TAB = new Fields(List.of(field("tab", TEXT, "Whose last step is to be taken back."), STEP));

    private ReviewSchema() {}
}
