package org.retzef.family.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FamilyDesk;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What tied others to a family: it ends with the erasure, and leads nobody to the family. */
@RetzefIT
class ErasedTiesIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private FamilyDesk worker;
  private FamilyDesk head;

  @BeforeEach
  void openDesks() {
    worker = FamilyDesk.ofWorker(http);
    head = FamilyDesk.of(http, Requests.DEPARTMENT, "department-head");
  }

  @Test
  void partsFromTheFamilyWhoCouldBeNamedBesideIt() {
    String family = worker.registered();
    String centre = Requests.DEPARTMENT + ".C9";
    FamilyDesk.of(http, "IL", "national-manager")
        .post(
            "units",
            "{\"path\": \"%s\", \"nameHe\": \"מרכז\", \"openedOn\": \"2020-01-01\"}"
                .formatted(centre))
        .expect(201);
    String users = "centres/" + centre + "/service-users";
    String person =
        worker
            .post(
                users,
                """
                {"givenName": "דנה", "familyName": "לדוגמה", "birthDate": "1988-01-02",
                 "sex": "UNKNOWN", "joinedOn": "2026-01-15"}
                """)
            .expect(201)
            .text("id");
    String member = worker.member(family, "HEAD", 0);
    worker
        .send(
            HttpMethod.PUT,
            users + "/" + person + "/member",
            "{\"familyId\": \"%s\", \"memberId\": \"%s\"}".formatted(family, member),
            "\"1\"",
            null)
        .expect(200);
    head.post(
            "families/" + family + "/conflicts-of-interest",
            "{\"worker\":\"somebody\",\"tie\":\"RELATIVE\"}")
        .expect(201);
    List<String> figures = figures(centre);
    assertThat(figures.getFirst()).contains("\"serviceUsers\"").contains("1");
    String timeline = "families/" + family + "/timeline";
    assertThat(head.get(timeline).expect(200).content()).contains(person);

    erase(family);

    assertThat(figures(centre)).isEqualTo(figures);
    assertThat(
            number(
                "select count(member_id) as found from service_user where id = '%s'"
                    .formatted(person)))
        .isZero();
    assertThat(head.get(timeline).expect(200).content())
        .contains("service-user.linked")
        .doesNotContain(person);
    assertThat(
            number(
                "select count(*) as found from conflict_of_interest where family_id = '%s'"
                    .formatted(family)))
        .isZero();
  }

  /** Of a worker who was close to both, one declaration waits with the family that was taken in. */
  @Test
  void forgetsWhoWasCloseToAFamilyThatItHadTakenIn() {
    String survivor = worker.registered(Requests.ofOthers());
    String merged = worker.registered(Requests.ofOthers());
    for (String family : List.of(survivor, merged)) {
      head.post(
              "families/" + family + "/conflicts-of-interest",
              "{\"worker\":\"somebody\",\"tie\":\"RELATIVE\"}")
          .expect(201);
    }
    head.post(
            "families/merges",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor, merged),
            1)
        .expect(201);
    erase(survivor);
    assertThat(
            number(
                """
                select count(*) as found from conflict_of_interest where family_id in ('%s', '%s')
                """
                    .formatted(survivor, merged)))
        .isZero();
  }

  private List<String> figures(String centre) {
    return Stream.of(
            "units/" + centre + "/figures",
            "units/" + centre + "/figures?asOf=2026-01-20",
            "centres/" + centre + "/figures?from=2026-01-01&until=2026-11-01")
        .map(path -> FamilyDesk.of(http, "IL", "national-manager").get(path).expect(200).content())
        .toList();
  }

  @Test
  void expiresWhatNobodyHasAnsweredYet() {
    String family = worker.registered();
    String referral =
        worker
            .post(
                "families/" + family + "/referrals",
                "{\"toUnit\":\"%s\",\"reason\":\"EMPLOYMENT\",\"expiresOn\":\"%s\"}"
                    .formatted(
                        Desk.OTHER_DEPARTMENT,
                        LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(9)))
            .expect(201)
            .text("id");
    try (var events = TestEvents.on("retzef.family.events")) {
      erase(family);
      List<TestEvent> told = events.await(2, family);
      assertThat(told)
          .extracting(TestEvent::type)
          .containsExactly("org.retzef.referral.answered.v1", "org.retzef.family.erased.v1");
      assertThat(told.getFirst().json()).contains(referral, "\"EXPIRED\"");
    }
    Desk receiver = Desk.stranger(http);
    assertThat(receiver.read("/referrals/" + referral).get("status").asString())
        .isEqualTo("EXPIRED");
    Answers.refused(
        receiver.post("/referrals/" + referral + "/answer", "{\"decision\":\"ACCEPT\"}", "\"2\""),
        409,
        "referral-answered");
  }

  @Test
  void endsWhatOthersHadToDoWithTheFamily() {
    String family = worker.registered();
    Desk sender = Desk.worker(http);
    Desk receiver = Desk.stranger(http);
    Desk partner = Desk.agreedPartner(http, "NGO-ERASED", "referrals:write families:read");
    String path = "/families/" + family;
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    Answers.id(
        sender.post(
            path + "/consents",
            "{\"partner\":\"NGO-ERASED\",\"purpose\":\"REFERRAL\",\"how\":\"ORAL\",\"givenOn\":\"%s\"}"
                .formatted(today)));
    String referral =
        Answers.id(
            sender.post(
                path + "/referrals",
                "{\"toUnit\":\"%s\",\"reason\":\"EMPLOYMENT\",\"expiresOn\":\"%s\"}"
                    .formatted(Desk.OTHER_DEPARTMENT, today.plusDays(9))));
    receiver
        .post("/referrals/" + referral + "/answer", "{\"decision\":\"ACCEPT\"}", "\"1\"")
        .expectStatus()
        .isOk();
    plan(family, today);
    partner.get(path).expectStatus().isOk();
    receiver.get(path).expectStatus().isOk();
    assertThat(partner.read("/partner/families?limit=200").toString()).contains(family);
    assertThat(planReviews(today)).contains(family);

    erase(family);

    Answers.refused(partner.get(path), 404, "family-not-found");
    Answers.refused(receiver.get(path), 404, "family-not-found");
    assertThat(partner.read("/partner/families?limit=200").toString()).doesNotContain(family);
    assertThat(planReviews(today)).doesNotContain(family);
    String result = "/referrals/" + referral + "/result";
    Answers.refused(
        receiver.post(result, "{\"result\":\"SERVICE_BEGAN\",\"text\":\"א\"}", "\"2\""),
        409,
        "family-erased");
    receiver.post(result, "{\"result\":\"SERVICE_BEGAN\"}", "\"2\"").expectStatus().isOk();
  }

  private String planReviews(LocalDate today) {
    return worker
        .get(
            "units/%s/plan-reviews?limit=200&dueBefore=%s"
                .formatted(Requests.DEPARTMENT, today.plusDays(9)))
        .expect(200)
        .content();
  }

  private void plan(String family, LocalDate today) {
    String plans = "families/" + family + "/plans";
    String plan =
        worker
            .post(
                plans,
                """
                {"reviewOn": "%s", "goals": [
                  {"domain": "DEBTS", "aspect": "BASIC_NEEDS", "goal": "הסדר", "target": "הקיץ",
                   "indicator": "דף חשבון", "dueOn": "%1$s", "worker": "filler"}]}
                """
                    .formatted(today.plusDays(1)))
            .expect(201)
            .text("id");
    worker
        .send(HttpMethod.POST, plans + "/" + plan + "/submission", null, "\"1\"", null)
        .expect(201);
    FamilyDesk.of(http, Requests.DEPARTMENT, "team-lead")
        .post(plans + "/" + plan + "/approval", "{\"decision\": \"APPROVE\"}", 2)
        .expect(201);
  }

  private void erase(String family) {
    head.post(
            "families/" + family + "/erasure",
            "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}",
            worker.get("families/" + family).version())
        .expect(201);
  }

  private long number(String sql) {
    return Objects.requireNonNull(database.sql(sql).mapValue(Long.class).one().block());
  }
}
