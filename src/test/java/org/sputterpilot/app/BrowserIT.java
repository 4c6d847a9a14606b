package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.app.Chromium.id;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator does, in a real browser against the packaged program at speed 60: sign in, start a run, watch the
 * film grow, abort; and what the page says when the server dies. The steps are one story and run in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {
    private static final double RUN_MS = 400_000;
    private static final double STEP_MS = Chromium.STEP_MS;

    @TempDir
    static Path data;

    private PackagedServer server;
    private Chromium chromium;
    private Page page;
    private String base;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void startServerAndBrowser() throws IOException {
        Chromium.needed();
        server = PackagedServer.start(data.resolve("plant"), 60);
        base = server.base();
        chromium = Chromium.open();
        page = chromium.page();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) { // what the content security policy blocks is told here too
                complaints.add(message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
                complaints.add("asked another host: " + request.url());
            }
        });
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void anOperatorSignsInAndResetsTheInterlocks() {
        page.navigate(base + "/");
        page.fill(id("sign-user"), "operator");
        page.fill(id("sign-password"), "demo");
        page.click(id("sign-in"));
        page.waitForSelector(id("nav-operate"));
        awaitState("LOCKED");
        hold("reset");
        awaitState("READY");
    }

    @Test
    @Order(2)
    void aRunStartedFromThePageGrowsItsFilmAndCompletes() {
        startRun("ZF-IT-01");
        page.waitForFunction(
                "() => parseFloat(document.querySelector('[data-testid=thickness-value]')?.textContent) > 5",
                null,
                new Page.WaitForFunctionOptions().setTimeout(RUN_MS));
        double early = thickness();
        page.waitForFunction(
                "then => parseFloat(document.querySelector('[data-testid=thickness-value]').textContent) > then + 5",
                early,
                new Page.WaitForFunctionOptions().setTimeout(RUN_MS));
        awaitState("COMPLETE", RUN_MS);

        assertThat(thickness()).isBetween(31.8, 32.2);
        assertThat(page.textContent(id("thickness-sigma"))).matches("± \\d\\.\\d nm");
    }

    /** The batch record of the finished run: what is believed, how sure that is, and what the chamber knows. */
    @Test
    @Order(3)
    void theFinishedRunHasItsRecord() {
        page.click(id("next-result"));
        page.waitForSelector(id("batch-true"));

        assertThat(number("batch-thickness")).isBetween(31.8, 32.2);
        assertThat(number("batch-true")).isBetween(30.5, 33.5);
        Locator phases = page.locator(id("batch-phase"));
        assertThat(phases.count()).isEqualTo(14);
        assertThat(phases.last().textContent()).contains("Unload");
        assertThat(page.locator(id("batch-event")).allTextContents())
                .anyMatch(line -> line.contains("Started"))
                .anyMatch(line -> line.contains("Complete"));
        page.waitForSelector(id("record-json"));
        page.click(id("record-again"));
        page.waitForSelector(id("record-holds"));
        page.waitForSelector(id("addendum"));
        assertThat(page.locator(id("addendum")).first().textContent()).contains("Measurement", "AFM");
    }

    @Test
    @Order(4)
    void abortHeldForASecondBringsTheUnitToItsSafeState() {
        startRun("ZF-IT-02");
        hold("shell-abort");
        awaitStateIn("ABORTED", "ENDED", "READY", "LOCKED", "TRIPPED");

        assertThat(page.textContent(id("shell-state"))).doesNotContain("RUNNING");
    }

    /** Old values must look old: a page whose server is gone says so, and offers nothing it cannot do. */
    @Test
    @Order(5)
    void aPageWhoseServerDiesSaysThatItsStateIsUnknown() {
        assertThat(complaints).isEmpty();
        page.evaluate("""
                () => {
                  const look = () => {
                    if (document.querySelector('[data-testid=shell-state]').dataset.state !== 'UNKNOWN') {
                      return requestAnimationFrame(look);
                    }
                    window.ageWhenUnknown = document.querySelector('[data-testid=shell-link-age]').textContent;
                  };
                  look();
                }""");
        server.kill();
        awaitState("UNKNOWN");
        page.waitForFunction("() => window.ageWhenUnknown");

        assertThat(page.textContent(id("shell-state"))).contains("STATE UNKNOWN");
        assertThat((String) page.evaluate("() => window.ageWhenUnknown"))
                .as("by the page's own clock, three seconds after the last frame at the latest")
                .matches("[^0-9]*[23] s.*");
        assertThat(page.textContent(id("shell-abort"))).containsIgnoringCase("no link");
        Locator values = page.locator("[data-testid^='value-']:visible");
        for (int i = 0; i < values.count(); i++) {
            assertThat(values.nth(i).getAttribute("data-quality")).isEqualTo("stale");
        }
    }

    private void startRun(String foil) {
        page.evaluate("() => location.hash = '#/start'");
        page.fill(id("foil-scan"), foil);
        page.click(id("foil-add"));
        page.check(id("start-confirm"));
        page.fill(id("sign-password"), "demo");
        page.waitForSelector(id("start-hold") + ":not([disabled])");
        hold("start-hold");
        awaitState("RUNNING");
        page.evaluate("() => location.hash = '#/operate'");
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
    }

    /** Holds a button by its keyboard until it has fired: what it was held for changes the page, or a bound passes. */
    private void hold(String testId) {
        page.waitForSelector(id(testId) + ":not([disabled])");
        page.focus(id(testId));
        String before = page.getAttribute(id("shell-state"), "data-state");
        page.keyboard().down("Enter");
        page.waitForFunction(
                "before => document.querySelector('[data-testid=shell-state]').dataset.state !== before",
                before,
                new Page.WaitForFunctionOptions().setTimeout(STEP_MS));
        page.keyboard().up("Enter");
    }

    private double thickness() {
        return number("thickness-value");
    }

    private double number(String testId) {
        return Double.parseDouble(page.textContent(id(testId)).replaceAll("[^0-9.]", ""));
    }

    private void awaitState(String state) {
        awaitState(state, STEP_MS);
    }

    private void awaitState(String state, double withinMs) {
        page.waitForFunction(
                "state => document.querySelector('[data-testid=shell-state]')?.dataset.state === state",
                state,
                new Page.WaitForFunctionOptions().setTimeout(withinMs));
    }

    private void awaitStateIn(String... states) {
        page.waitForFunction(
                "states => states.includes(document.querySelector('[data-testid=shell-state]').dataset.state)",
                List.of(states),
                new Page.WaitForFunctionOptions().setTimeout(STEP_MS));
    }
}
