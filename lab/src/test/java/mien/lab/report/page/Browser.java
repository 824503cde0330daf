package mien.lab.report.page;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/// A browser without a window that opens reports and the server's pages: Chromium and its driver, as the machine has
/// them.
public final class Browser implements AutoCloseable {
    private static final List<String> BROWSERS = List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver");

    private static final Logger LOGGER = Logger.getLogger("org.openqa.selenium"); // held: its level goes with it

    static {
        LOGGER.setLevel(Level.SEVERE); // it warns that it does not know the newest browser's whole protocol
    }

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// Skips the test where there is none.
    ///
    /// @param width of the page in pixels
    /// @param more arguments of the browser
    public static Browser open(int width, int height, String... more) {
        var browser = first(BROWSERS);
        var driver = first(DRIVERS);
        assumeThat(browser)
                .as("a browser, for tests that open reports: apt-get install chromium chromium-driver")
                .isNotEmpty();
        assumeThat(driver)
                .as("a driver, for tests that open reports: apt-get install chromium-driver")
                .isNotEmpty();
        var logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(browser);
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run");
        options.addArguments(
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage");
        options.addArguments(more);
        System.setProperty("webdriver.chrome.driver", driver); // else Selenium would look for one to fetch
        var opened = new Browser(new ChromeDriver(options));
        opened.resize(width, height);
        return opened;
    }

    /// Makes the page as large as so many pixels; below 600 it is a phone's.
    public void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    private static String first(List<String> paths) {
        return paths.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("");
    }

    /// The only element of the page that a CSS selector finds, once it is there.
    public WebElement one(String selector) {
        return until(() -> driver.findElements(By.cssSelector(selector)).stream()
                        .filter(WebElement::isDisplayed)
                        .toList())
                .getFirst();
    }

    /// Scrolls to the only element that a CSS selector finds, and clicks it.
    public void click(String selector) {
        with(selector, element -> {
            driver.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
            element.click();
            return true;
        });
    }

    /// What the only element says that a CSS selector finds.
    public String text(String selector) {
        return with(selector, WebElement::getText);
    }

    /// Types into the only element that a CSS selector finds.
    public void sendKeys(String selector, CharSequence... keys) {
        with(selector, element -> {
            element.sendKeys(keys);
            return true;
        });
    }

    /// Does something with the only element that a CSS selector finds; again where the page draws or moves it in
    /// between.
    private <T> T with(String selector, Function<WebElement, T> action) {
        long end = end();
        while (true) {
            try {
                return action.apply(one(selector));
            } catch (StaleElementReferenceException | ElementClickInterceptedException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /// An attribute of all elements that a CSS selector finds, at one moment, once there are any.
    public List<String> all(String selector, String attribute) {
        all(selector);
        var values = (List<?>) Objects.requireNonNull(driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(e => e.getAttribute(arguments[1]))",
                selector,
                attribute));
        return values.stream().map(String::valueOf).toList();
    }

    /// All elements that a CSS selector finds, once there are any.
    public List<WebElement> all(String selector) {
        return until(() -> driver.findElements(By.cssSelector(selector)));
    }

    private static List<WebElement> until(Supplier<List<WebElement>> question) {
        long end = end();
        var answer = List.<WebElement>of();
        do {
            try {
                answer = question.get();
            } catch (StaleElementReferenceException _) {
                LOGGER.fine("the page was drawn anew"); // while it was asked
            }
        } while (answer.isEmpty() && System.nanoTime() < end);
        return answer;
    }

    private static long end() {
        return System.nanoTime() + 30_000_000_000L;
    }

    public void go(Path page) {
        go(page.toUri());
    }

    public void go(URI page) {
        driver.get(page.toString());
    }

    /// Opens a page in another tab, which is looked at from now on.
    public void goBeside(URI page) {
        driver.switchTo().newWindow(WindowType.TAB);
        go(page);
    }

    /// Looks at the tab that was opened as number `i`, from 0.
    public void turnTo(int i) {
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).get(i));
    }

    /// Types into whatever has the focus.
    public void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /// Seconds that the page's main thread has worked, by its own clock, which other processes do not move; counted
    /// from the first call on.
    public double worked() {
        driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        var metrics = (List<?>) Objects.requireNonNull(
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics"));
        return metrics.stream()
                .map(metric -> (Map<?, ?>) metric)
                .filter(metric -> "TaskDuration".equals(metric.get("name")))
                .mapToDouble(metric -> ((Number) Objects.requireNonNull(metric.get("value"))).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    /// From now on pages are shown as to a person who likes them dark.
    public void darken() {
        var dark = Map.of("name", "prefers-color-scheme", "value", "dark");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(dark)));
    }

    /// From now on what pages offer for download is kept in a folder.
    public void keepDownloads(Path folder) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        folder.toAbsolutePath().toString()));
    }

    /// What the person answers when a page asks for something.
    ///
    /// @param name as the protocol calls it, for example `videoCapture`
    /// @param setting `granted`, `denied` or `prompt`
    public void permit(String name, String setting) {
        driver.executeCdpCommand(
                "Browser.setPermission", Map.of("permission", Map.of("name", name), "setting", setting));
    }

    /// Writes the whole page as a PNG, also what is below the window.
    public void picture(Path file) throws IOException {
        var answer = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode((String) answer.get("data")));
    }

    /// Waits until a JavaScript expression holds, also while the page loads itself anew; says whether it does.
    public boolean becomes(String expression) {
        return !until(() -> {
                    try {
                        return Boolean.TRUE.equals(driver.executeScript("return " + expression))
                                ? driver.findElements(By.tagName("html"))
                                : List.of();
                    } catch (WebDriverException _) {
                        return List.of(); // between two pages
                    }
                })
                .isEmpty();
    }

    /// Closes a report's view of all pictures of a kind; waits until the page is where it was before.
    public boolean leavesViewer() {
        sendKeys(".viewer .close", Keys.ENTER);
        return becomes("!document.querySelector('.viewer').open && !location.hash.startsWith('#view/')");
    }

    /// The value of a JavaScript expression.
    public Object ask(String expression) {
        return Objects.requireNonNull(driver.executeScript("return " + expression));
    }

    /// What a script makes of it that may wait: the body of an asynchronous function.
    public @Nullable Object await(String body) {
        var answer = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "(async () => {" + body + "})().then(value => done([true, value ?? null]),"
                + " error => done([false, String(error.stack || error)]))");
        var said = (List<?>) Objects.requireNonNull(answer);
        if (!Boolean.TRUE.equals(said.getFirst())) {
            throw new AssertionError(said.getLast());
        }
        return said.getLast();
    }

    /// Warnings and errors on the console, uncaught ones too.
    public List<String> complaints() {
        return logged("browser")
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /// What was asked of a network, a disk or a browser's cache, but for the page itself and what lies inside it.
    public List<String> requests(Path page) {
        return requests(page.toUri());
    }

    /// What was asked of anything but addresses that begin with `own`.
    public List<String> requests(URI own) {
        return logged("performance")
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceAll(".*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
                .filter(url -> !url.startsWith(own.toString()))
                .toList();
    }

    private java.util.stream.Stream<LogEntry> logged(String kind) {
        return StreamSupport.stream(driver.manage().logs().get(kind).spliterator(), false);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
