package org.retzef.reporting.sharing.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Phone;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.retzef.reporting.sharing.suppression.TestReleases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.node.ObjectNode;

/** A partner without a system reads its page in a real browser, with script turned off. */
@RetzefIT
class ScreenPageIT {

  private static final String DISTRICT = "IL.SCREENS";

  /** So that no other test's release is newer. */
  private static final LocalDate RELEASED = LocalDate.of(2100, 1, 1);

  @LocalServerPort private int port;
  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ApplicationContext service;

  private Ministry ministry;
  private Phone phone;

  @BeforeEach
  void open() {
    ministry = new Ministry(http);
    phone = new Phone("http://localhost:" + port);
  }

  @AfterEach
  void close() {
    phone.close();
  }

  private static ObjectNode terms(String audience) {
    ObjectNode terms = Ministry.terms("NO-SYSTEM").put("audience", audience).put("unit", DISTRICT);
    terms.withObject("answers").put("wholePicture", false);
    return terms;
  }

  private String screen(String code) {
    return ministry
        .send("POST", path(code), Ministry.MANAGER, null, null, 201)
        .get("path")
        .asString();
  }

  private static String path(String code) {
    return "/api/v1/sharing-agreements/" + code + "/screen";
  }

  @Test
  void readsCountsInsightsTheAgreementAndTheStagesInEachLanguage() {
    twelveFamiliesAreReleased();
    ministry.agreesLive("screen-read", terms("PARTNERS_WITHOUT_SYSTEM"));
    String path = screen("screen-read");
    for (String language : new String[] {"he", "ar", "en"}) {
      ScreenTexts texts = ScreenTexts.in(language);
      assertThat(phone.open(path + "?lang=" + language)).isEqualTo(200);
      assertThat(phone.page().title()).isEqualTo(texts.say("title"));
      phone.requireGoodPage(language, "screen");
    }
    Page page = phone.openWithoutScript(path);
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("he");
    assertThat(page.locator("#counts thead").innerText())
        .contains(ScreenTexts.in("he").say("place"))
        .doesNotContain(ScreenTexts.in("he").say("age"));
    assertThat(page.locator("#counts tbody tr").first().innerText()).contains("10");
    assertThat(page.locator("#insights tbody tr").count()).isPositive();
    assertThat(page.locator("#agreement tbody tr").count()).isEqualTo(9);
    assertThat(page.locator("#agreement").innerText())
        .contains(ScreenTexts.in("he").say("question.outreach"))
        .doesNotContain(ScreenTexts.in("he").say("outreach"));
    assertThat(page.locator("#onboarding li").count()).as("from the proposal on").isEqualTo(6);
    assertThat(page.locator("form, input, script").count()).as("it only shows").isZero();
  }

  /** The same families, seen by another audience (P7). */
  @Test
  void showsAnAudienceWhatThatAudienceAsksAbout() {
    twelveFamiliesAreReleased();
    ministry.agreesLive("screen-young", terms("YOUNG_PEOPLE"));
    phone.open(screen("screen-young") + "?lang=en");
    assertThat(phone.page().locator("#counts thead").innerText())
        .contains("Programme")
        .doesNotContain("Place", "Age");
    assertThat(phone.page().locator("#counts tbody").innerText()).contains("Noshmim LiRvacha");
  }

  /** The purpose is stated to whoever reads, in each language (P8). */
  @Test
  void saysWhereThePartnerMayTurnToFamiliesUnasked() {
    ministry.propose(
        "screen-outreach",
        terms("PARTNERS_WITHOUT_SYSTEM")
            .put("legalBasis", "CONSENT")
            .put("purpose", "REFERRAL")
            .put("includesOutreach", true),
        201);
    String path = screen("screen-outreach");
    for (String language : new String[] {"he", "ar", "en"}) {
      phone.open(path + "?lang=" + language);
      assertThat(phone.page().locator("#agreement").innerText())
          .contains(ScreenTexts.in(language).say("outreach"));
    }
  }

  @Test
  void showsOnlyTheStagesUntilCountsMayBeReadAndNothingOnceItIsClosed() {
    ministry.propose("screen-stages", terms("PARTNERS_WITHOUT_SYSTEM"), 201);
    ministry.move("screen-stages", "LEGAL", 200);
    String first = screen("screen-stages");
    phone.open(first + "?lang=en");
    assertThat(phone.page().locator("#counts table").count()).isZero();
    assertThat(phone.page().locator("#onboarding").innerText()).contains("Now: Legal check");

    String second = screen("screen-stages");
    assertThat(phone.open(first)).as("the link before ends").isEqualTo(404);
    assertThat(phone.open(second)).isEqualTo(200);
    ministry.send("DELETE", path("screen-stages"), Ministry.MANAGER, null, null, 204);
    assertThat(phone.open(second)).isEqualTo(404);
    phone.requireGoodPage("he", "screen-closed");
    assertThat(phone.open("/s/short")).isEqualTo(404);
  }

  @Test
  void isNotOpenedWhereThePartnerDoesNotReadForItself() {
    ObjectNode terms = terms("PARTNERS_WITHOUT_SYSTEM");
    ministry.agreesLive("screen-fourth", terms);
    String path = screen("screen-fourth");
    terms.withObject("answers").put("sharedAccess", false);
    ministry.change("screen-fourth", terms);
    assertThat(phone.open(path)).isEqualTo(404);
    assertThat(
            ministry
                .send("POST", path("screen-fourth"), Ministry.MANAGER, null, null, 409)
                .get("code")
                .asString())
        .isEqualTo("sharing-screen-not-agreed");
    ministry.send("POST", path("screen-fourth"), Ministry.partner("NO-SYSTEM"), null, null, 403);
  }

  private void twelveFamiliesAreReleased() {
    if (inDistrict() == 0) {
      try (Families families = new Families()) {
        families.enrolled(12, DISTRICT + ".A1.D1", "NOSHMIM", LocalDate.of(2020, 1, 1));
      }
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> inDistrict() == 12);
    TestReleases.make(service, RELEASED);
  }

  private long inDistrict() {
    return database
        .sql(
            """
            select count(*) from shared_family
             where household #>> '{home,unit}' like 'IL.SCREENS.%'
               and household -> 'enrolments' <> '{}'
            """)
        .mapValue(Long.class)
        .one()
        .block();
  }
}
