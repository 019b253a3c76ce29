package org.retzef.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's Chromium, 320 CSS pixels wide: a small phone, and a desk's window of 1,280 pixels at 400
 * %. Whatever it loads from elsewhere, or its content policy forbids, is a fault of the page.
 */
public final class Phone implements AutoCloseable {

  private static final List<String> BROWSERS =
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome");

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private static final String AXE = axe();

  private static final int WIDTH = 320;

  /** Started once; it ends with the JVM. */
  private static final Browser BROWSER = start();

  private final String service;
  private final List<String> faults = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;

  /**
   * @param service the address that its pages come from
   */
  public Phone(String service) {
    this.service = service;
    context = context(true);
    page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.onRequest(this::see);
    page.onConsoleMessage(this::hear);
    page.onPageError(faults::add);
  }

  private static Browser start() {
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    return Playwright.create(new Playwright.CreateOptions().setEnv(environment))
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable())
                .setTimeout(120_000)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  private BrowserContext context(boolean script) {
    return BROWSER.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(WIDTH, 640)
            .setLocale("he-IL")
            .setJavaScriptEnabled(script));
  }

  /** Documents and calls may go to where people sign in. */
  private void see(Request request) {
    boolean own = request.url().startsWith(service);
    if (!own && !List.of("document", "fetch").contains(request.resourceType())) {
      faults.add("loads " + request.url());
    }
  }

  private void hear(ConsoleMessage message) {
    if (message.text().contains("Policy") || message.text().contains("Trusted")) {
      faults.add(message.text());
    }
  }

  /** The page that is open. */
  public Page page() {
    return page;
  }

  /** Opens a page; answers its status. */
  public int open(String path) {
    Response response = page.navigate(service + path);
    return response == null ? 200 : response.status();
  }

  /** A page with script turned off. */
  public Page openWithoutScript(String path) {
    Page without = context(false).newPage();
    without.navigate(service + path);
    return without;
  }

  /** Presses Tab until this has the focus, which must be seen. */
  public void tabTo(String selector) {
    for (int i = 0; i < 20; i++) {
      page.keyboard().press("Tab");
      if (hasFocus(selector)) {
        assertThat(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
            .as("outline of " + selector)
            .isEqualTo("solid");
        return;
      }
    }
    throw new AssertionError("Tab never comes to " + selector);
  }

  public boolean hasFocus(String selector) {
    return (boolean)
        page.evaluate("selector => document.activeElement.matches(selector)", selector);
  }

  /**
   * What every page must be: in its language and direction, without a fault that axe finds, no
   * wider than the screen, in letters that there are. A picture of it is kept in {@code
   * target/pages}.
   */
  public void requireGoodPage(String language, String name) {
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
    assertThat(page.locator("html").getAttribute("dir"))
        .isEqualTo(List.of("he", "ar").contains(language) ? "rtl" : "ltr");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target/pages", name + "-" + language + ".png")));
    assertThat(violations()).as("%s in %s", name, language).isEmpty();
    assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
        .as("width of %s in %s", name, language)
        .isEqualTo(WIDTH);
    assertThat(missingLetters()).as("letters of %s in %s", name, language).isEmpty();
    assertThat(faults).as("%s in %s", name, language).isEmpty();
  }

  /** Of axe, which is told everything by a script that the page's policy does not bind. */
  @SuppressWarnings("unchecked")
  private List<String> violations() {
    page.evaluate(AXE);
    return (List<String>)
        page.evaluate(
            """
            async rules => {
              const found = await axe.run({runOnly: rules, resultTypes: ['violations']});
              return found.violations.map(rule => rule.id + ': ' + rule.nodes[0].html);
            }
            """,
            RULES);
  }

  /** Letters that are drawn like a character that no font has. */
  @SuppressWarnings("unchecked")
  private List<String> missingLetters() {
    return (List<String>)
        page.evaluate(
            """
            () => {
              const canvas = document.createElement('canvas');
              canvas.width = canvas.height = 24;
              const pen = canvas.getContext('2d', {willReadFrequently: true});
              pen.font = '16px ' + getComputedStyle(document.body).fontFamily;
              const drawn = letter => {
                pen.clearRect(0, 0, 24, 24);
                pen.fillText(letter, 4, 18);
                return pen.getImageData(0, 0, 24, 24).data.join();
              };
              const missing = drawn('\\u0378');
              return [...new Set(document.body.innerText)]
                .filter(letter => letter.trim() && drawn(letter) === missing);
            }
            """);
  }

  private static String axe() {
    try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  private static Path executable() {
    return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), BROWSERS.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No Chromium was found: install it or set CHROMIUM"));
  }
}
