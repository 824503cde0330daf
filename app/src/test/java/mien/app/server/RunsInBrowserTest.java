package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// The page of the runs, as a person meets it. No training is really begun here.
class RunsInBrowserTest extends ServedRuns {
    private static final String TOKEN = "a-long-and-secret-token";

    private Browser open(String path, int width) {
        var browser = Browser.open(width, 900);
        browser.go(served().at(path));
        return browser;
    }

    private static String row(String id) {
        return "[...document.querySelectorAll('.run')].find(run => run.querySelector('.name').textContent === '" + id
                + "')";
    }

    @ParameterizedTest
    @CsvSource({"390, false", "1440, false", "390, true", "1440, true"})
    void aTrainingThatGoesOnIsFollowedAndNothingSticksOut(int width, boolean dark) throws IOException {
        SomeRuns.goingOn(root);
        try (var browser = Browser.open(width, 900)) {
            if (dark) {
                browser.darken();
            }
            browser.go(served().at("/runs"));
            assertThat(browser.becomes("document.querySelectorAll('.detail:not([hidden]) figure svg path').length > 4"))
                    .isTrue();
            assertThat(browser.ask(row("runs/now") + ".querySelector('.facts').textContent"))
                    .isEqualTo("mien-xs on faces · epoch 5 of 12, step 57 of 112 · best accuracy 54.1 % in epoch 4 ·"
                            + " loss 1.295 · 2 min 44 s · 850 images/s");
            assertThat(browser.text("#state")).isEqualTo("runs/now is running.");
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
            var name = width + (dark ? "-dark" : "") + ".png";
            browser.picture(Path.of("target/pages/runs-" + name));
            browser.click("#new");
            assertThat(browser.becomes("document.querySelectorAll('form .item').length > 30"))
                    .isTrue();
            browser.click("form summary");
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
            browser.picture(Path.of("target/pages/runs-form-" + name));
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(served().at("/"))).isEmpty();
        }
    }

    @Test
    void theDetailsOfATrainingThatGoesOnStayClosed() throws IOException {
        SomeRuns.goingOn(root);
        try (var browser = open("/runs", 1440)) {
            var expanded = row("runs/now") + "?.querySelector('.name').getAttribute('aria-expanded')";
            assertThat(browser.becomes(expanded + " === 'true'")).isTrue();
            browser.ask("(" + row("runs/now") + ".querySelector('.name').click(), 0)");
            assertThat(browser.becomes(expanded + " === 'false'")).isTrue();
            assertThat(browser.await("await new Promise((later) => { setTimeout(later, 2500); }); return " + expanded))
                    .as("after it was looked at again")
                    .isEqualTo("false");
        }
    }

    @Test
    void statesAreWordsAndOfferWhatCanBeDone() {
        try (var browser = open("/runs", 1200)) {
            assertThat(browser.becomes("document.querySelectorAll('.run').length === 3"))
                    .isTrue();
            assertThat(buttons(browser, "runs/fer")).isEqualTo("Finished: Report, Model, 1.2 MB, Side by side");
            assertThat(buttons(browser, "runs/fer-longer")).isEqualTo("Stopped: Resume, Report, Side by side");
            assertThat(buttons(browser, "runs/broken")).isEqualTo("Failed: Try again, Side by side");
            assertThat(browser.ask(row("runs/broken") + ".querySelector('.why').textContent"))
                    .isEqualTo("faces: there is no picture with a label");
            assertThat(browser.ask("document.querySelector('#evaluations tbody').textContent"))
                    .isEqualTo("runs/fer-evaluationfer.onnxfaces, test420fer771.2 % 66.7 % to 75.4 %68.4 % 63.4 % to"
                            + " 72.9 %Report");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Object buttons(Browser browser, String id) {
        return browser.ask(row(id) + ".querySelector('.state').textContent + ': ' + [..." + row(id)
                + ".querySelectorAll('.controls > :not([hidden])')].map(one => one.textContent).join(', ')");
    }

    @Test
    void recipesStandSideBySideWithTheirDifferencesMarked() throws IOException {
        try (var browser = open("/runs", 1200)) {
            assertThat(browser.becomes("document.querySelectorAll('.run').length === 3"))
                    .isTrue();
            browser.await(row("runs/fer") + ".querySelector('input').click()");
            browser.await(row("runs/fer-longer") + ".querySelector('input').click()");
            assertThat(browser.becomes("document.querySelectorAll('#compare .differs').length > 3"))
                    .isTrue();
            assertThat(browser.ask("[...document.querySelectorAll('#compare .differs')].map(row =>"
                            + " [...row.children].map(cell => cell.textContent).join(' | ')).slice(0, 3).join('\\n')"))
                    .isEqualTo("pace.epochs (differs) | 10 | 40\npace.batchSize (differs) | 64 | 128\n"
                            + "optimizer.kind (differs) | adamw | sgd");
            assertThat(browser.ask("document.querySelectorAll('#compare tbody tr').length < 15"))
                    .isEqualTo(true);
            browser.picture(Path.of("target/pages/runs-compare.png"));
            browser.click("#compare .option:last-child");
            assertThat(browser.becomes("document.querySelectorAll('#compare tbody tr').length > 35"))
                    .isTrue();
        }
    }

    @Test
    void mistakesAreSaidNextToTheirFields() throws IOException {
        try (var browser = open("/runs", 1200)) {
            browser.click("#new");
            assertThat(browser.becomes("document.activeElement.id === 'order-name'"))
                    .isTrue();
            browser.sendKeys("#order-name", "fer");
            browser.sendKeys("#order-pace-epochs", "x");
            browser.click("form summary");
            browser.one("#order-augmentation-warp-degrees").clear();
            browser.sendKeys("#order-augmentation-warp-degrees", "400" + Keys.ENTER);

            assertThat(browser.becomes("document.querySelectorAll('.wrong:not([hidden])').length === 4"))
                    .isTrue();
            assertThat(
                            browser.ask(
                                    "[...document.querySelectorAll('.wrong:not([hidden])')].map(p => p.textContent).join('\\n')"))
                    .isEqualTo("""
                            there is a training of the name 'fer' already; choose another name
                            epochs must be a number, got 10x
                            warp.degrees: must be in [0, 180.0], got 400.0
                            3 values are wrong.""");
            assertThat(browser.ask("document.activeElement.id")).isEqualTo("order-name");
            assertThat(browser.ask("document.activeElement.getAttribute('aria-invalid')"))
                    .isEqualTo("true");
            browser.picture(Path.of("target/pages/runs-mistakes.png"));
            assertThat(root.resolve("runs").toFile().list())
                    .doesNotContain("fer-training.tmp")
                    .hasSize(5);
        }
    }

    @Test
    void theFormFollowsTheChosenRecipeAndKinds() {
        try (var browser = open("/runs", 1200)) {
            browser.click("#new");
            assertThat(browser.becomes("document.querySelector('#order-optimizer-kind')?.value === 'adamw'"))
                    .isTrue();
            assertThat(visible(browser, "optimizer-momentum")).isEqualTo(false);
            browser.await("const kind = document.querySelector('#order-optimizer-kind'); kind.value = 'sgd';"
                    + " kind.dispatchEvent(new Event('change', {bubbles: true}));");
            assertThat(browser.ask("document.querySelector('#order-optimizer-learningRate').value"))
                    .isEqualTo("0.1");
            assertThat(
                            browser.ask(
                                    "document.querySelector('#order-optimizer-kind').parentNode.querySelector('.usual').textContent"))
                    .isEqualTo("the recipe has adamw");
            browser.await("const recipe = document.querySelector('#order-recipe'); recipe.value = 'classic';"
                    + " recipe.dispatchEvent(new Event('change', {bubbles: true}));");
            assertThat(browser.ask("document.querySelector('#order-pace-epochs').value"))
                    .isEqualTo("100");
            assertThat(browser.ask("document.querySelector('#order-optimizer-kind').value"))
                    .isEqualTo("adam");
        }
    }

    private static Object visible(Browser browser, String field) {
        return browser.ask("!document.querySelector('#order-" + field + "').closest('.item').hidden");
    }

    @Test
    void aReportRunsItsScriptInASandbox() {
        try (var browser = open("/v1/runs/report?run=runs/fer", 800)) {
            assertThat(browser.text("#a")).isEqualTo("its script ran, in null");
            assertThat(browser.await("return fetch('/v1/runs').then(() => 'answered', () => 'refused')"))
                    .isEqualTo("refused");
        }
    }

    @Test
    void aButtonThatComesTooLateSaysWhy() throws IOException {
        try (var browser = open("/runs", 1200)) {
            assertThat(browser.becomes("document.querySelectorAll('.run').length === 3"))
                    .isTrue();
            SomeRuns.goingOn(root);
            browser.await(row("runs/fer-longer") + ".querySelector('button.small:not([hidden])').click()");
            assertThat(browser.becomes(
                            "document.querySelector('[role=alert]:not([hidden])')?.textContent.startsWith(\"run"
                                    + " 'runs/now': it is running, and only one training\")"))
                    .isTrue();
        }
    }

    @Test
    void withATokenReportsAndModelsCanBeHad() throws IOException {
        var file = Files.writeString(folder.resolve("tokens"), TOKEN);
        try (var guarded = Served.start(
                        folder,
                        options -> options.withData(root)
                                .withAccess(options.access().withTokens(file)));
                var browser = Browser.open(1200, 900)) {
            browser.go(guarded.at("/runs"));
            browser.sendKeys("dialog input", TOKEN + Keys.ENTER);
            assertThat(browser.becomes("document.querySelectorAll('.run').length === 3"))
                    .isTrue();
            var path = String.valueOf(
                    browser.await(
                            "const {json} = await import('/web/server.js'); return (await"
                                    + " json('/v1/runs/ticket', {method: 'POST', query: {path: '/v1/runs/report?run=runs%2Ffer'}})).path"));
            browser.go(guarded.at(path));
            assertThat(browser.text("#a")).isEqualTo("its script ran, in null");
            assertThat(guarded.get("/v1/runs/report?run=runs/fer").statusCode()).isEqualTo(401);
            assertThat(guarded.get(path).statusCode()).isEqualTo(200);
            assertThat(guarded.get(path.replace("fer", "broken")).statusCode()).isEqualTo(401);
            assertThat(guarded.get(path + "x").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void withoutAFolderThePageSaysHowToGiveOne() {
        try (var without = Served.start(folder);
                var browser = Browser.open(600, 600)) {
            browser.go(without.at("/runs"));
            assertThat(browser.becomes("document.querySelector('#state').textContent.startsWith("
                            + "'This server has no folder of data: start it with `mien serve --data DIR`')"))
                    .isTrue();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
