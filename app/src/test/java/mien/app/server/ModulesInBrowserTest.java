package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import mien.lab.report.page.Browser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The modules of the pages that touch no page: each test is a script that runs in a browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModulesInBrowserTest {
    private @Nullable Served served;
    private @Nullable Browser browser;

    @BeforeAll
    void open(@TempDir Path folder) {
        browser = Browser.open(600, 400);
        served = Served.start(folder);
        browser.go(served.at("/web/icon.svg"));
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (served != null) {
            served.close();
        }
    }

    /// What the script returns, as JSON.
    private String run(String module, String names, String script) {
        var body = "const {" + names + "} = await import('/web/" + module + ".js');"
                + "return JSON.stringify(await (async () => {" + script + "})())";
        return String.valueOf(Objects.requireNonNull(browser).await(body));
    }

    private static final String BOX = "const box = (x, y = 100, side = 100) => ({x, y, width: side, height: side});";

    @Test
    void aFaceKeepsItsNumberWhileItMovesAndTwoThatPassEachOtherKeepTheirs() {
        assertThat(run("follower", "Follower", BOX + """
                const f = new Follower(), seen = new Set();
                for (let i = 0; i <= 40; i++) {
                  const [a, b] = f.follow([box(10 * i), box(400 - 10 * i, 160)], 50 * i);
                  if (i > 0) seen.add(`${a.number} ${b.number}`);
                }
                return [...seen]""")).isEqualTo("[\"1 2\"]");
    }

    @Test
    void theOrderOfTheFacesDoesNotMatter() {
        assertThat(run("follower", "Follower", BOX + """
                const f = new Follower();
                f.follow([box(0), box(300)], 0);
                const [a, b] = f.follow([box(0), box(300)], 50);
                const [c, d] = f.follow([box(301), box(2)], 100);
                return [a === d, b === c, c.number, d.number]""")).isEqualTo("[true,true,2,1]");
    }

    @Test
    void aFaceThatIsLostForAMomentComesBackAndOneThatIsLostForLongIsNew() {
        assertThat(run("follower", "Follower", BOX + """
                const f = new Follower({patience: 1000}), numbers = [];
                for (const time of [0, 50, 900, 1800, 3000, 3050]) {
                  if (time === 1800) f.follow([], 1000);
                  numbers.push(f.follow([box(0)], time)[0].number);
                }
                return numbers""")).isEqualTo("[null,1,1,1,null,2]");
    }

    @Test
    void aFalseAlarmOfOnePictureUsesUpNoNumber() {
        assertThat(run("follower", "Follower", BOX + """
                const f = new Follower();
                f.follow([box(0)], 0);
                f.follow([box(0), box(400)], 50);
                f.follow([box(0)], 100);
                f.follow([box(0), box(400, 300)], 2000);
                return f.follow([box(0), box(400, 300)], 2050).map(track => track.number)""")).isEqualTo("[2,3]");
    }

    @Test
    void aFaceOfAnotherSizeInTheSamePlaceIsAnotherFace() {
        assertThat(run("follower", "Follower, apart", BOX + """
                const f = new Follower();
                f.follow([box(100)], 0);
                f.follow([box(100)], 50);
                const [other] = f.follow([box(130, 130, 40)], 100);
                return [other.number, apart(box(0), box(0)), apart(box(0), box(100)), apart(box(0), box(0, 100, 40))]""")).isEqualTo("[null,0,1,null]"); // JSON has no Infinity
    }

    @Test
    void theAverageFollowsTimeAndNotTheNumberOfAnswers() {
        assertThat(run("smoothing", "Smoothing", """
                const after = (...times) => {
                  const s = new Smoothing(400);
                  s.next([1, 0], 0);
                  let last;
                  for (const time of times) last = s.next([0, 1], time);
                  return [last[1].toFixed(4), (last[0] + last[1]).toFixed(9)];
                };
                return [after(400), after(100, 130, 400), after(1200), after(0)]"""))
                .isEqualTo("[[\"0.6321\",\"1.000000000\"],[\"0.6321\",\"1.000000000\"],[\"0.9502\",\"1.000000000\"],"
                        + "[\"0.0000\",\"1.000000000\"]]");
    }

    @Test
    void withoutSmoothingEachAnswerIsItself() {
        assertThat(run("smoothing", "Smoothing", """
                const s = new Smoothing(0);
                s.next([1, 0], 0);
                const switched = s.next([.25, .75], 5);
                s.constant = 1e9;
                return [switched, s.next([1, 0], 6).map(v => v.toFixed(2))]""")).isEqualTo("[[0.25,0.75],[\"0.25\",\"0.75\"]]");
    }

    private static final String HEAD = "const head = {name: 'two', threshold: .6,"
            + " labels: [{name: 'happy', colour: '#f0e442'}, {name: 'sad', colour: '#0072b2'}]};"
            + "const face = (happy, outcome = 'emotion') => ({box: {x: 1, y: 2, width: 30, height: 40}, score: .5, outcome,"
            + " emotion: happy > .5 ? 'happy' : 'sad', probabilities: {happy, sad: 1 - happy}});";

    @Test
    void peopleAreSmoothedFacesWithoutThoseThatAreNotHuman() {
        assertThat(run("people", "People", HEAD + """
                const people = new People(head, 400);
                people.see([face(1)], 0);
                const [person, ...others] = people.see([face(0), face(0, 'not_human')], 100);
                const {emotion, share, uncertain} = person.verdict;
                return [others.length, person.number, person.raw, emotion, share.toFixed(3), uncertain]""")).isEqualTo("[0,1,[0,1],\"happy\",\"0.779\",false]");
    }

    @Test
    void belowTheModelsThresholdThePersonIsUncertain() {
        assertThat(run("people", "People", HEAD + """
                return new People(head, 0).see([face(.55)], 0).map(p => [p.verdict.emotion, p.verdict.uncertain])""")).isEqualTo("[[\"happy\",true]]");
    }

    @Test
    void aRecordingHasALineForEachPersonAndOneForPicturesOfNobody() {
        var record = HEAD + """
                const {People} = await import('/web/people.js');
                const people = new People(head, 0), recording = new Recording(head, Date.UTC(2026, 0, 2));
                people.see([face(1)], 0);
                const seen = people.see([face(.75)], 50).map(p => ({...p, name: 'Ann, "A"'}));
                recording.add(Date.UTC(2026, 0, 2) + 1250, seen, 'eyes');
                recording.add(Date.UTC(2026, 0, 2) + 1300, [], '');
                """;
        assertThat(run("recording", "Recording", record + "return recording.csv()"))
                .isEqualTo(
                        "\"time,seconds,picture,mask,person,name,x,y,width,height,score,outcome,emotion,smoothed,uncovered,"
                                + "happy,sad,smoothed_happy,smoothed_sad\\n"
                                + "2026-01-02T00:00:01.250Z,1.25,1,eyes,1,\\\"Ann, \\\"\\\"A\\\"\\\"\\\",1,2,30,40,0.5,emotion,happy,happy,,"
                                + "0.75,0.25,0.75,0.25\\n"
                                + "2026-01-02T00:00:01.300Z,1.3,2,,,,,,,,,,,,,,,,\\n\"");
        assertThat(run(
                        "recording",
                        "Recording",
                        record + "return recording.jsonl().trim().split('\\n').map(JSON.parse)"))
                .isEqualTo(
                        "[{\"time\":\"2026-01-02T00:00:01.250Z\",\"seconds\":1.25,\"picture\":1,\"mask\":\"eyes\",\"person\":1,"
                                + "\"name\":\"Ann, \\\"A\\\"\",\"x\":1,\"y\":2,\"width\":30,\"height\":40,\"score\":0.5,"
                                + "\"outcome\":\"emotion\",\"emotion\":\"happy\",\"smoothed\":\"happy\","
                                + "\"probabilities\":{\"happy\":0.75,\"sad\":0.25},\"averages\":{\"happy\":0.75,\"sad\":0.25},"
                                + "\"head\":\"two\"},"
                                + "{\"time\":\"2026-01-02T00:00:01.300Z\",\"seconds\":1.3,\"picture\":2,\"mask\":\"\",\"head\":\"two\"}]");
    }

    @Test
    void theTimelineBridgesShortGapsForgetsOldTimesAndHasMeans() {
        assertThat(run("timeline", "History", """
                const history = new History();
                history.add([1, 0], 10);
                for (let t = 40000; t < 41000; t += 50) history.add([t < 40500 ? 1 : 0, t < 40500 ? 0 : 1], t);
                const columns = history.columns(42000), runs = [];
                for (const column of columns) {
                  const text = JSON.stringify(column);
                  if (runs.at(-1)?.[0] === text) runs.at(-1)[1]++; else runs.push([text, 1]);
                }
                return [runs, history.mean()]"""))
                .isEqualTo("[[[\"null\",279],[\"[1,0]\",5],[\"[0,1]\",15],[\"null\",1]],[0.5,0.5]]");
    }

    @Test
    void ratesAreThoseOfTheLastTwoSeconds() {
        assertThat(run("rate", "Rate", """
                const rate = new Rate(), first = rate.now();
                for (let t = 0; t <= 10000; t += 50) rate.add(t, t < 5000 ? 99 : 40, 20);
                return [first, rate.now()]""")).isEqualTo("[null,{\"perSecond\":20,\"latency\":40,\"server\":20}]");
    }

    @Test
    void aMaskCoversItsPartOfTheFaceAndTheBorderRepeats() {
        assertThat(run("mask", "masked, square", """
                const picture = new OffscreenCanvas(100, 100), context = picture.getContext('2d');
                context.fillStyle = '#fff';
                context.fillRect(0, 0, 100, 100);
                context.fillStyle = '#f00';
                context.fillRect(0, 0, 1, 100);
                const box = {x: 0, y: 10, width: 80, height: 80};
                const covered = masked(picture, box, 1.25, 'eyes').getContext('2d');
                const at = (x, y) => [...covered.getImageData(x, y, 1, 1).data.slice(0, 3)].join();
                return [square(box, 1.25), at(2, 80), at(50, 40), at(50, 80)]"""))
                .isEqualTo(
                        "[{\"x\":-10,\"y\":0,\"width\":100,\"height\":100},\"255,0,0\",\"107,107,107\",\"255,255,255\"]");
    }

    @Test
    void panelsGoWhereTheyCoverNoFace() {
        assertThat(run("overlay", "room", """
                const size = {width: 50, height: 60}, scene = {width: 300, height: 200};
                const face = {x: 20, y: 20, width: 100, height: 100};
                const right = room(face, size, [face], scene);
                return [right, room(face, size, [face, right], scene), room({x: 0, y: 0, width: 300, height: 200}, size, [], scene)]"""))
                .isEqualTo(
                        "[{\"x\":124,\"y\":20,\"width\":50,\"height\":60},{\"x\":20,\"y\":124,\"width\":50,\"height\":60},null]");
    }

    @Test
    void wordsAreReadableOnTheColourOfEachLabel() {
        assertThat(run("colour", "onTop", "return ['#f0e442', '#0072b2', 'rgb(213, 94, 0)', '#bbbbbb'].map(onTop)"))
                .isEqualTo("[\"#000\",\"#fff\",\"#000\",\"#000\"]");
    }

    @Test
    void aStepWhoseAnswerIsLostIsSentAgainUnderTheSameName() {
        assertThat(run("review-sync", "Sync", """
                const sent = [];
                window.fetch = async (url, {body}) => {
                  sent.push({path: url.split('?')[0], ...JSON.parse(body)});
                  if (sent.length === 1) throw new TypeError('the connection is lost');
                  return new Response('{"decisions": [], "file": "x", "trouble": null, "undone": null}');
                };
                const store = {material: {id: 'x'}, last: 0, pending: new Map(), file: () => 'a.png', learn: () => []};
                const sync = new Sync(store, () => {}, () => {});
                sync.decide([{picture: 0, verdict: 'drop', label: ''}]);
                sync.undo();
                while (sync.queue.length) await new Promise((later) => { setTimeout(later, 50); });
                const [first, again, undo] = sent;
                return [sent.length, JSON.stringify(first) === JSON.stringify(again), first.step.length, undo.path,
                  undo.step !== first.step]""")).isEqualTo("[3,true,16,\"/v1/review/undo\",true]");
    }
}
