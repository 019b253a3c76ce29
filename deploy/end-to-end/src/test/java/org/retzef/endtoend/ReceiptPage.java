package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The page behind the link, in a real browser the size of a small phone and without script. */
final class ReceiptPage {

  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private ReceiptPage() {}

  static void answersYes(String link) {
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    try (var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(browser())
                        .setArgs(
                            List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")))) {
      Page page =
          browser
              .newContext(
                  new Browser.NewContextOptions()
                      .setViewportSize(360, 740)
                      .setIsMobile(true)
                      .setJavaScriptEnabled(false))
              .newPage();
      page.navigate(link);
      assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("ar");
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/receipt-question.png")));
      page.locator("button[value=YES]").click();
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/receipt-answer.png")));
      assertThat(page.locator("button[value=YES]").count()).isZero();
    }
  }

  private static Path browser() {
    return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), BROWSERS.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No Chromium was found: install it or set CHROMIUM"));
  }
}
