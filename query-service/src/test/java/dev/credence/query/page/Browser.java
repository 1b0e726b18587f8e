package dev.credence.query.page;

import java.io.File;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one page. Confined to one thread. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private final ChromeDriver driver;

    Browser() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Objects.requireNonNull(browser()));
        options.setCapability("goog:loggingPrefs", logs);
        // No sandbox: containers and root have none. What is loaded is this service's page alone.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Objects.requireNonNull(find(List.of("chromedriver"))))
                        .usingAnyFreePort()
                        .withLogOutput(java.io.OutputStream.nullOutputStream())
                        .build(),
                options);
    }

    /** Whether it was asked for: the tests in it take too long for every build. */
    static boolean isWanted() {
        return Boolean.getBoolean("credence.browser.test");
    }

    private static @Nullable File browser() {
        return find(NAMES);
    }

    private static @Nullable File find(List<String> names) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return names.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).map(dir -> new File(dir, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElse(null);
    }

    Browser show(String url, int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        driver.get(url);
        return this;
    }

    /** Goes where nothing is, and forgets the complaints. */
    void leave() {
        driver.get("about:blank");
        var unused = complaints();
    }

    /** The visible text of the element with this id. */
    String text(String id) {
        return driver.findElement(By.id(id)).getText();
    }

    String attribute(String id, String name) {
        return Objects.requireNonNullElse(driver.findElement(By.id(id)).getDomAttribute(name), "");
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    /** To whatever has the focus. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Warnings and errors since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** The whole page as a PNG. */
    byte[] picture() {
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"))
                .get("data");
        return Base64.getDecoder().decode(Objects.requireNonNull(data).toString());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
