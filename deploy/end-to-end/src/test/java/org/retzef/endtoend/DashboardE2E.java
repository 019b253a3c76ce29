package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Phone;
import tools.jackson.databind.JsonNode;

/** The dashboard through the gateway, by readers who sign in at the identity provider. */
class DashboardE2E {

  private static final String LIVE = "הנתונים מתעדכנים מעצמם";
  private static final String REFUSED = "אין לך הרשאה לראות את הנתונים";

  private static final Map<String, String> NOTES =
      Map.of("no-denominator", "אין מכנה", "no-record", "אין רישום");

  private final Platform platform = Platform.running();
  private final Caller national = new Caller(platform, "national");
  private final Phone phone = new Phone(platform.gateway());
  private final Page page = phone.page();

  @AfterEach
  void closeTheBrowser() {
    phone.close();
  }

  @Test
  void showsWhatTheApiTellsAndMovesUntilItsReaderSignsOut() {
    phone.open("/dashboard");
    theProviderTakesNoOtherPassword();
    PhonePages.signIn(page, "national");
    awaitState(LIVE);
    assertThat(page.url()).isEqualTo(platform.gateway() + "/dashboard?lang=he");
    assertThat(page.locator("#you").innerText()).isEqualTo("national");
    await()
        .untilAsserted(
            () -> {
              assertThat(rows("#headline")).isEqualTo(told("/api/v1/reports/headline"));
              assertThat(rows("#districts"))
                  .isEqualTo(told("/api/v1/indicators/active_families_noshmim?by=district"));
            });
    phone.requireGoodPage("he", "dashboard-through-the-gateway");
    movesByTheEventOfEachFamilyThatIsEnrolled();
    page.locator("#end button").click();
    page.waitForSelector("input[name=username]");
    phone.open("/dashboard");
    page.waitForSelector("input[name=username]");
  }

  private void theProviderTakesNoOtherPassword() {
    PhonePages.signIn(page, "national", "guessed");
    assertThat(page.locator("[role=alert]").innerText()).contains("אינם נכונים");
    phone.requireGoodPage("he", "sign-in");
  }

  /**
   * From here on no timer of the page runs and it is not loaded anew, so that it cannot ask of
   * itself: what it shows it was told of, over the one stream that it opened.
   */
  private void movesByTheEventOfEachFamilyThatIsEnrolled() {
    page.evaluate(
        """
        () => {
          for (let last = setTimeout(() => {}); last > 0; last--) clearTimeout(last);
          window.setTimeout = window.setInterval = window.requestIdleCallback = () => 0;
          window.isTheSame = true;
        }
        """);
    List<String> requests = new ArrayList<>();
    page.onRequest(request -> requests.add(request.url()));
    for (String phone : List.of("501234581", "501234582", "501234583")) {
      Story story = new Story(platform, phone).registersAFamilyWithTwoChildren();
      long before = Story.Headline.of(platform).activeFamilies();
      awaitFirstFigure(before);
      story.enrolsIt();
      awaitFirstFigure(before + 1);
    }
    assertThat(page.evaluate("() => window.isTheSame")).isEqualTo(true);
    assertThat(requests)
        .isNotEmpty()
        .doesNotContain(platform.gateway() + "/api/v1/dashboards/changes");
  }

  private void awaitFirstFigure(long families) {
    page.waitForFunction(
        "text => document.querySelector('#headline td').textContent === text", english(families));
  }

  @Test
  void tellsInHebrewWhoMayNotSeeIt() {
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    phone.open("/dashboard");
    PhonePages.signIn(page, "auditor");
    awaitState(REFUSED);
    assertThat(asked)
        .filteredOn(address -> address.contains("/api/"))
        .as("nothing that would be drawn, and say that all is well")
        .containsExactly(platform.gateway() + "/api/v1/dashboards/changes");
    phone.requireGoodPage("he", "dashboard-refused");
  }

  private void awaitState(String text) {
    page.waitForFunction("text => document.getElementById('state')?.textContent === text", text);
  }

  /** The first two cells of each line. */
  private List<String> rows(String table) {
    return page.locator(table + " tbody tr").all().stream()
        .map(row -> row.locator("th, td").allInnerTexts())
        .map(cells -> row(cells.get(0), cells.get(1)))
        .toList();
  }

  /** What must stand there, out of the API's answer to the same person. */
  private List<String> told(String path) {
    List<String> rows = new ArrayList<>();
    for (JsonNode item : national.get(path).expect(200).body().get("items")) {
      rows.add(row(item.get("nameHe").asString(), shown(item)));
    }
    return rows;
  }

  private static String shown(JsonNode item) {
    JsonNode note = item.get("note");
    if (note != null && !note.isNull()) {
      return NOTES.get(note.asString());
    }
    boolean percent = item.path("unit").asString("").startsWith("percent");
    return english(item.get("value").asLong()) + (percent ? "%" : "");
  }

  private static String english(long number) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
  }

  private static String row(String name, String figure) {
    return name + " | " + figure;
  }
}
