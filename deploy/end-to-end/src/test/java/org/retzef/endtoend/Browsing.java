package org.retzef.endtoend;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A real browser the size of a small phone. */
final class Browsing {

  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private Browsing() {}

  static void on(String address, boolean script, Consumer<Page> steps) {
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    try (var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(browser())
                        .setTimeout(120_000)
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
                      .setLocale("he-IL")
                      .setJavaScriptEnabled(script))
              .newPage();
      page.navigate(address);
      steps.accept(page);
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
