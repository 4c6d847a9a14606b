package org.sputterpilot.app;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sputterpilot.contracts.Needed;

/** The system's own Chromium, without a screen. */
final class Chromium implements AutoCloseable {
    static final double STEP_MS = 60_000;

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(FLAGS));
    }

    static void needed() {
        Needed.here(Files.exists(PROGRAM), "no " + PROGRAM + ": install Debian's chromium to look at the pages");
    }

    static Chromium open() {
        return new Chromium();
    }

    /** A console's page with cookies of its own. */
    Page page() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
        context.setDefaultTimeout(STEP_MS);
        return context.newPage();
    }

    /** What the pages call one of their parts. */
    static String id(String testId) {
        return "[data-testid=" + testId + "]";
    }

    @Override
    public void close() {
        playwright.close();
    }
}
