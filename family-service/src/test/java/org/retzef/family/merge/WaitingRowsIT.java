package org.retzef.family.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.merge.MergeDesk.Two;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What follows the merged family to its survivor later, and what never does. */
@RetzefIT
class WaitingRowsIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private MergeUpkeep upkeep;
  private MergeDesk merging;

  @BeforeEach
  void desk() {
    merging = new MergeDesk(http);
  }

  @Test
  void bringsAfterWhatACommandUnderWayLeftWithTheMergedFamily() {
    Two two = merging.two();
    Answer merged = merging.merge(two).expect(201);
    run(
        "insert into enrolment (id, family_id, track, start_date) values (uuidv7(), '%s', 'MAPA', '2026-02-02')"
            .formatted(two.merged()));
    upkeep.follow();
    assertThat(
            merging.desk().get("families/" + two.survivor() + "/enrolments").expect(200).content())
        .contains("MAPA");
    merging.undo(merged).expect(200);
    assertThat(merging.desk().get("families/" + two.merged() + "/enrolments").expect(200).content())
        .contains("MAPA");
  }

  @Test
  void aConsentThatTheSurvivorWithdrawsComesNotBackWithTheMergedFamilys() {
    Two two = merging.two();
    Desk partner = Desk.agreedPartner(http, "NGO-MERGE", "families:read");
    consents(two.merged());
    String own = consents(two.survivor());
    Answer merged = merging.merge(two).expect(201);
    partner.get("/families/" + two.survivor()).expectStatus().isOk();
    withdraw(two.survivor(), own);
    upkeep.follow();
    Answers.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
    merging.undo(merged).expect(200);
    partner.get("/families/" + two.merged()).expectStatus().isOk();
    Answers.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
  }

  @Test
  void aConsentOfTheMergedFamilyIsNotForASurvivorThatHasWithdrawnItsOwn() {
    Two two = merging.two();
    Desk partner = Desk.agreedPartner(http, "NGO-MERGE", "families:read");
    consents(two.merged());
    withdraw(two.survivor(), consents(two.survivor()));
    Answer merged = merging.merge(two).expect(201);
    upkeep.follow();
    Answers.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
    String again = consents(two.survivor());
    partner.get("/families/" + two.survivor()).expectStatus().isOk();
    withdraw(two.survivor(), again);
    merging.undo(merged).expect(200);
    partner.get("/families/" + two.merged()).expectStatus().isOk();
  }

  @Test
  void aConsentThatTheMergedFamilyHasWithdrawnEndsTheSurvivorsWhileTheyAreOne() {
    Two two = merging.two();
    Desk partner = Desk.agreedPartner(http, "NGO-MERGE", "families:read");
    String own = consents(two.survivor());
    withdraw(two.merged(), consents(two.merged(), today().minusDays(1)));
    try (var events = TestEvents.on("retzef.family.events")) {
      Answer merged = merging.merge(two).expect(201);
      Answers.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
      assertThat(
              merging
                  .desk()
                  .get("families/" + two.survivor() + "/consents/" + own)
                  .expect(200)
                  .text("withdrawnHow"))
          .isEqualTo("SMS");
      merging.undo(merged).expect(200);
      partner.get("/families/" + two.survivor()).expectStatus().isOk();
      Answers.refused(partner.get("/families/" + two.merged()), 404, "family-not-found");
      assertThat(events.await(4, two.survivor()))
          .filteredOn(event -> event.type().equals("org.retzef.consent.changed.v1"))
          .extracting(event -> event.json().contains("\"WITHDRAWN\""))
          .containsExactly(true, false);
    }
  }

  @Test
  void aConsentThatWaitsIsWithdrawnAndTheSurvivorsWithIt() {
    Two two = merging.two();
    Desk partner = Desk.agreedPartner(http, "NGO-MERGE", "families:read");
    String old = consents(two.merged());
    consents(two.survivor());
    Answer merged = merging.merge(two).expect(201);
    merging
        .desk()
        .post(withdrawal(two.merged(), old), "{\"how\": \"SMS\"}", 1)
        .refuses(404, "family-merged");
    withdraw(two.survivor(), old);
    Answers.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
    upkeep.follow();
    merging.undo(merged).expect(200);
    Answers.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
    Answers.refused(partner.get("/families/" + two.merged()), 404, "family-not-found");
  }

  @Test
  void aConsentThatWasGivenAnewHoldsBesideWhatIsGivenBack() {
    Two two = merging.two();
    Desk partner = Desk.agreedPartner(http, "NGO-MERGE", "families:read");
    consents(two.survivor());
    withdraw(two.merged(), consents(two.merged()));
    Answer merged = merging.merge(two).expect(201);
    String again = consents(two.survivor());
    partner.get("/families/" + two.survivor()).expectStatus().isOk();
    merging.undo(merged).expect(200);
    withdraw(two.survivor(), again);
    Answers.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  }

  private String consents(String family) {
    return consents(family, today());
  }

  private String consents(String family, LocalDate since) {
    return merging
        .desk()
        .post(
            "families/" + family + "/consents",
            """
            {"partner": "NGO-MERGE", "purpose": "REFERRAL", "how": "ORAL", "givenOn": "%s"}
            """
                .formatted(since))
        .expect(201)
        .text("id");
  }

  private void withdraw(String family, String consent) {
    merging.desk().post(withdrawal(family, consent), "{\"how\": \"SMS\"}", 1).expect(200);
  }

  private static String withdrawal(String family, String consent) {
    return "families/%s/consents/%s/withdrawal".formatted(family, consent);
  }

  @Test
  void aWorkerOfTheMergedFamilyTakesNotOverWhenTheSurvivorsHasEnded() {
    Two two = merging.two();
    FamilyDesk lead = FamilyDesk.of(http, MergeDesk.UNIT, "team-lead");
    List<Answer> assigned =
        List.of(two.merged(), two.survivor()).stream()
            .map(
                family ->
                    lead.post(
                            "families/" + family + "/assignments",
                            "{\"worker\": \"w-%s\", \"fieldRole\": \"FAMILY_SOCIAL_WORKER\"}"
                                .formatted(family))
                        .expect(201))
            .toList();
    merging.merge(two).expect(201);
    String assignments = "families/" + two.survivor() + "/assignments";
    lead.send(
            HttpMethod.DELETE,
            assignments + "/" + assigned.getLast().text("id"),
            null,
            "\"1\"",
            null)
        .expect(200);
    upkeep.follow();
    assertThat(lead.get(assignments).expect(200).content()).doesNotContain("w-" + two.merged());
  }

  private void run(String sql) {
    database.sql(sql).then().block();
  }
}
