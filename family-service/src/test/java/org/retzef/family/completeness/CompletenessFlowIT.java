package org.retzef.family.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** F18: a completeness score per department, and an extract that lists the gaps. */
@RetzefIT
class CompletenessFlowIT {

  private static final String DEPARTMENT = "IL.SOUTH.A0666.D1";
  private static final String OTHER = "IL.SOUTH.A0099.D1";
  private static final String WORKER = Calls.token("worker-1", DEPARTMENT, "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Calls calls;

  @BeforeEach
  void client() {
    calls = new Calls(http);
  }

  @Test
  void scoresAFamilyByWhatItsFileHolds() {
    String family = calls.family(DEPARTMENT);
    JsonNode before = ofFamily(family);
    assertThat(present(before)).containsExactly("HEAD", "HEAD_NATIONAL_ID");
    assertThat(before.get("points").asInt()).isEqualTo(4);
    assertThat(before.get("possible").asInt()).isEqualTo(16);
    assertThat(before.get("score").asDouble()).isEqualTo(25.0);
    logContact(family, "(now() at time zone 'Asia/Jerusalem')::date - 59");
    assertThat(present(ofFamily(family))).contains("CONTACT");
    calls
        .post(
            WORKER,
            "/families/" + family + "/assessments",
            "{\"assessedOn\": \"%s\", \"answers\": {\"incomeRating\": 1}}"
                .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem")).minusDays(3)))
        .expectStatus()
        .isCreated();
    JsonNode after = ofFamily(family);
    assertThat(present(after)).containsExactly("ASSESSMENT", "CONTACT", "HEAD", "HEAD_NATIONAL_ID");
    assertThat(after.get("points").asInt()).isEqualTo(9);
  }

  @Test
  void forgetsWhatIsTooOldOrWasCorrected() {
    String family = calls.family(DEPARTMENT);
    logContact(family, "(now() at time zone 'Asia/Jerusalem')::date - 62");
    assertThat(present(ofFamily(family))).doesNotContain("CONTACT");
    logContact(family, "(now() at time zone 'Asia/Jerusalem')::date - 1");
    assertThat(present(ofFamily(family))).contains("CONTACT");
    database
        .sql(
            "update contact set correction = 'WRONG_FAMILY', corrected_by = 'x' where family_id = :id")
        .bind("id", UUID.fromString(family))
        .then()
        .block();
    assertThat(present(ofFamily(family))).doesNotContain("CONTACT");
  }

  @Test
  void missesAConsentFromTheMomentOfItsWithdrawal() {
    Desk.agreedPartner(http, "NGO-COMPLETE", "referrals:write");
    String family = calls.family(DEPARTMENT);
    long before = withConsent();
    String consents = "/families/" + family + "/consents";
    String consent =
        Answers.id(
            calls.post(
                WORKER,
                consents,
                """
                {"partner": "NGO-COMPLETE", "purpose": "REFERRAL", "how": "ORAL", "givenOn": "%s"}
                """
                    .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem")))));
    assertThat(present(ofFamily(family))).contains("CONSENT");
    assertThat(withConsent()).isEqualTo(before + 1);
    calls
        .change(
            HttpMethod.POST,
            WORKER,
            consents + "/" + consent + "/withdrawal",
            "{\"how\": \"ORAL\"}",
            1L)
        .expectStatus()
        .isOk();
    assertThat(present(ofFamily(family))).doesNotContain("CONSENT");
    assertThat(withConsent()).isEqualTo(before);
  }

  private long withConsent() {
    return number(
        """
        select sum(present)::bigint
          from completeness_counts('%s', (now() at time zone 'Asia/Jerusalem')::date)
         where item = 'CONSENT'
        """
            .formatted(DEPARTMENT));
  }

  @Test
  void missesTheIdNumberOfAHeadWhoToldNone() {
    String registrar = Calls.token("registrar", DEPARTMENT, "family-social-worker");
    String withoutNumber =
        Requests.family(
            Map.of("IL.SOUTH.A2630.D1", DEPARTMENT, "\"nationalId\": \"123456782\",", ""));
    String family = Answers.id(calls.post(registrar, "/families", withoutNumber));
    assertThat(present(ofFamily(family))).containsExactly("HEAD");
  }

  @Test
  void scoresADepartmentAndListsItsGaps() {
    String head = Calls.token("head-1", OTHER, "department-head");
    calls.family(DEPARTMENT);
    int before =
        Answers.json(calls.get(head, "/units/" + OTHER + "/completeness"), 200)
            .get("families")
            .asInt();
    List<String> families = List.of(calls.family(OTHER), calls.family(OTHER), calls.family(OTHER));
    logContact(families.get(1), "(now() at time zone 'Asia/Jerusalem')::date");
    JsonNode unit = Answers.json(calls.get(head, "/units/" + OTHER + "/completeness"), 200);
    assertThat(unit.get("families").asInt()).isEqualTo(before + 3);
    assertThat(unit.get("departments").size()).isEqualTo(1);
    long points = 0;
    for (JsonNode item : unit.get("items")) {
      points += item.get("weight").asLong() * item.get("present").asLong();
    }
    assertThat(unit.get("points").asLong()).isEqualTo(points);
    assertThat(unit.get("score").asDouble())
        .isEqualTo(Math.round(1000.0 * points / unit.get("possible").asLong()) / 10.0);

    String gaps = "/units/" + OTHER + "/completeness/gaps?item=CONTACT&limit=1";
    JsonNode first = Answers.json(calls.get(head, gaps), 200);
    assertThat(first.get("items").size()).isEqualTo(1);
    JsonNode all = Answers.json(calls.get(head, gaps.replace("limit=1", "limit=200")), 200);
    assertThat(all.get("items").valueStream().map(item -> item.get("familyId").asString()))
        .contains(families.get(0), families.get(2))
        .doesNotContain(families.get(1));
    assertThat(all.get("items").valueStream().map(item -> item.get("unit").asString()))
        .containsOnly(OTHER);
    assertThat(all.get("items").get(0).get("gaps").valueStream().map(JsonNode::asString))
        .contains("CONTACT", "PLAN_IN_FORCE");
    JsonNode next =
        Answers.json(calls.get(head, gaps + "&cursor=" + first.get("next").asString()), 200);
    assertThat(next.get("items").get(0)).isEqualTo(all.get("items").get(1));
  }

  /** Of every unit of the country, whatever the other tests have left there. */
  @Test
  void countsOfAUnitWhatItsFamiliesHaveOneByOne() {
    FilledFamily.openDepartment(http, "IL.SOUTH.A2560.D74");
    FilledFamily.in(http, "IL.SOUTH.A2560.D74", "שלמוני", 74_000_001, "MAPA");
    String oneByOne =
        """
        select unit, item, weight, count(*) filter (where present), count(*)
          from completeness_checks((now() at time zone 'Asia/Jerusalem')::date) group by unit, item, weight
        """;
    String counted =
        "select * from completeness_counts('IL', (now() at time zone 'Asia/Jerusalem')::date)";
    assertThat(number("select count(*) from (%s) as it".formatted(oneByOne))).isPositive();
    for (String difference :
        List.of(oneByOne + " except " + counted, counted + " except " + oneByOne)) {
      assertThat(number("select count(*) from (%s) as it".formatted(difference))).isZero();
    }
    assertThat(
            number(
                """
                select count(*) from completeness_counts('IL.SOUTH.A2560.D74', (now() at time zone 'Asia/Jerusalem')::date)
                 where present = 1 and families = 1
                """))
        .as("every item can be counted")
        .isEqualTo(number("select count(*) from completeness_item where in_use"));
  }

  private long number(String sql) {
    return database.sql(sql).mapValue(Long.class).one().block();
  }

  @Test
  void staysInsideTheCallersUnitAndTellsGapsOnlyToThoseWhoWorkWithTheFamilies() {
    String family = calls.family(DEPARTMENT);
    String stranger = Calls.token("w", "IL.SOUTH.A0031.D1", "family-social-worker");
    assertThat(Answers.code(calls.get(stranger, "/families/" + family + "/completeness"), 404))
        .isEqualTo("family-not-found");
    assertThat(Answers.code(calls.get(stranger, "/units/" + DEPARTMENT + "/completeness"), 404))
        .isEqualTo("unit-not-found");
    assertThat(
            Answers.code(calls.get(stranger, "/units/" + DEPARTMENT + "/completeness/gaps"), 404))
        .isEqualTo("unit-not-found");
    String supervisor = Calls.token("s", "IL.SOUTH", "supervisor");
    calls.get(supervisor, "/units/IL.SOUTH/completeness").expectStatus().isOk();
    calls.get(supervisor, "/units/IL.SOUTH/completeness/gaps").expectStatus().isForbidden();
  }

  private JsonNode ofFamily(String family) {
    return Answers.json(calls.get(WORKER, "/families/" + family + "/completeness"), 200);
  }

  private static List<String> present(JsonNode completeness) {
    return completeness
        .get("items")
        .valueStream()
        .filter(item -> item.get("present").asBoolean())
        .map(item -> item.get("item").asString())
        .toList();
  }

  /** On a day that the form of a request could not say: so many days before today. */
  private void logContact(String family, String day) {
    database
        .sql(
            """
            insert into contact
              (id, family_id, unit, kind, direction, happened_on, domains, worker, logged_at)
            values (uuidv7(), :family, 'IL.SOUTH', 'CALL', 'BY_WORKER', %s, '{}', 'worker-1', now())
            """
                .formatted(day))
        .bind("family", UUID.fromString(family))
        .then()
        .block();
  }
}
