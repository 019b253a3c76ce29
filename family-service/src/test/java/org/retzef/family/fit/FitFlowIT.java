package org.retzef.family.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.registration.Requests;
import org.retzef.family.setup.OpenedProgramme;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class FitFlowIT {

  private static final String DEPARTMENT = "IL.SOUTH.A2560.D31";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final String IN_POVERTY =
      "{\"answers\": [{\"fact\": \"livesInPoverty\", \"value\": true}]}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Api national;
  private Api worker;
  private String department;

  @BeforeEach
  void callers() {
    national = new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
    workIn(DEPARTMENT);
  }

  private void workIn(String unit) {
    department = unit;
    worker = new Api(http, TestTokens.token("w-1", unit, "family-social-worker"));
    national.post("/units", "{\"path\": \"%s\", \"nameHe\": \"מחלקה\"}".formatted(unit));
  }

  @Test
  void ranksEightTracksWithReasonsAndAsksWhatIsNotKnown() {
    JsonNode fit = fit(registered());
    assertThat(fit.get("items").size() + fit.get("full").size()).isEqualTo(8);
    JsonNode singleParent = track(fit.get("items"), "NOSHMIM_SINGLE_PARENT");
    assertThat(singleParent.get("suitability").asString()).isEqualTo("TO_BE_ASKED");
    assertThat(outcome(singleParent, "single-parent")).isEqualTo("MET");
    JsonNode poverty = reason(singleParent, "lives-in-poverty");
    assertThat(poverty.get("outcome").asString()).isEqualTo("TO_BE_ASKED");
    assertThat(poverty.get("missing").values())
        .extracting(JsonNode::asString)
        .contains("livesInPoverty");
    for (String name : List.of("nameHe", "nameAr", "nameEn", "source")) {
      assertThat(poverty.get(name).asString()).isNotBlank();
    }
    JsonNode eastJerusalem = track(fit.get("items"), "NOSHMIM_EAST_JERUSALEM");
    assertThat(outcome(eastJerusalem, "lives-in-east-jerusalem")).isEqualTo("FAILED");
    assertThat(eastJerusalem.get("suitability").asString()).isEqualTo("NOT_SUITABLE");
    assertThat(eastJerusalem.get("seats").get("code").asString()).isEqualTo("no-denominator");
  }

  @Test
  void neverPutsAFullTrackAmongTheProposedAndCountsItsSeatsByTheNearestPlan() {
    workIn("IL.SOUTH.A2560.D32");
    String family = registered();
    worker.put("/families/" + family + "/fit/answers", "\"0\"", IN_POVERTY);
    OpenedProgramme.in(http, department, "NOSHMIM");
    plan("NOSHMIM_SINGLE_PARENT", "IL.SOUTH", 100);
    plan("NOSHMIM_SINGLE_PARENT", department, 1);
    JsonNode best = fit(family).get("items").get(0);
    assertThat(best.get("track").asString()).isEqualTo("NOSHMIM_SINGLE_PARENT");
    assertThat(best.get("suitability").asString()).isEqualTo("SUITABLE");
    assertThat(best.get("seats").get("unit").asString()).isEqualTo(department);
    assertThat(best.get("seats").get("free").asInt()).isEqualTo(1);

    worker.post(
        "/families/" + registered() + "/enrolments",
        "{\"track\": \"NOSHMIM_SINGLE_PARENT\", \"startDate\": \"%s\"}"
            .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem"))));
    JsonNode fit = fit(family);
    assertThat(fit.get("items").values())
        .noneMatch(row -> row.get("track").asString().equals("NOSHMIM_SINGLE_PARENT"));
    JsonNode full = track(fit.get("full"), "NOSHMIM_SINGLE_PARENT");
    assertThat(full.get("seats").get("free").asInt()).isZero();
    assertThat(fit.get("items").get(0).get("suitability").asString()).isEqualTo("SUITABLE");
  }

  @Test
  void readsFromTheLastAssessmentWhatNeedsNoAsking() {
    String family = registered();
    assertThat(
            worker
                .post(
                    "/families/" + family + "/assessments",
                    """
                    {"assessedOn": "%s", "answers": {"basicNeedsMissing": ["FOOD"]}}
                    """
                        .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem"))))
                .status())
        .isEqualTo(201);
    JsonNode singleParent = track(fit(family).get("items"), "NOSHMIM_SINGLE_PARENT");
    assertThat(outcome(singleParent, "lives-in-poverty")).isEqualTo("MET");
    assertThat(singleParent.get("suitability").asString()).isEqualTo("SUITABLE");
  }

  @Test
  void remembersWhatALaterAssessmentDidNotAsk() {
    String family = registered();
    for (String answers : List.of("\"basicNeedsMissing\": [\"FOOD\"]", "\"incomeRating\": 2")) {
      assertThat(
              worker
                  .post(
                      "/families/" + family + "/assessments",
                      "{\"assessedOn\": \"%s\", \"answers\": {%s}}".formatted(TODAY, answers))
                  .status())
          .isEqualTo(201);
    }
    JsonNode singleParent = track(fit(family).get("items"), "NOSHMIM_SINGLE_PARENT");
    assertThat(outcome(singleParent, "lives-in-poverty")).isEqualTo("MET");
  }

  /** Of today, and of a day on which they were something else to one another. */
  @Test
  void knowsASingleParentAsTheFilesOfTheDayDo() {
    String withGrandchildren = registered(Map.of("CHILD", "GRANDCHILD"));
    assertSingleParent(withGrandchildren, TODAY, false);
    assertSingleParent(registered(), TODAY, true);

    String family = registered();
    LocalDate change = TODAY.minusDays(20);
    sql(
        "update member set joined_on = '%1$s', relation_since = '%1$s' where family_id = '%2$s'"
            .formatted(TODAY.minusDays(50), family));
    sql(
        """
        insert into former_relation (member_id, relation, since)
        select id, relation, '%s' from member where family_id = '%s' and relation = 'CHILD'
        """
            .formatted(TODAY.minusDays(50), family));
    sql(
        """
        update member set relation = 'OTHER', relation_since = '%s'
         where family_id = '%s' and relation = 'CHILD'
        """
            .formatted(change, family));
    assertSingleParent(family, change.minusDays(1), true);
    assertSingleParent(family, change, false);
  }

  private void assertSingleParent(String family, LocalDate day, boolean is) {
    String asOf = "?asOf=" + day;
    JsonNode fit = worker.get("/families/" + family + "/fit" + asOf).body();
    assertThat(outcome(track(fit.get("items"), "NOSHMIM_SINGLE_PARENT"), "single-parent"))
        .isEqualTo(is ? "MET" : "FAILED");
    assertThat(worker.get("/families/" + family + asOf).body().get("singleParent").asBoolean())
        .isEqualTo(is);
  }

  private void sql(String statement) {
    database.sql(statement).then().block();
  }

  @Test
  void keepsTheAnswersOfAFamilyUnderItsKeyAndRefusesStaleOnes() {
    String family = registered();
    String path = "/families/" + family + "/fit/answers";
    assertThat(worker.get(path).eTag()).isEqualTo("\"0\"");
    assertThat(worker.send(HttpMethod.PUT, path, IN_POVERTY, Map.of()).status()).isEqualTo(428);
    assertThat(worker.put(path, "\"0\"", IN_POVERTY).eTag()).isEqualTo("\"1\"");
    Api.Answer stale = worker.put(path, "\"0\"", IN_POVERTY);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body().get("current").get("answers").get(0).get("fact").asString())
        .isEqualTo("livesInPoverty");
    assertThat(
            worker
                .put(
                    path,
                    "\"1\"",
                    """
                    {"answers": [{"fact": "minors", "value": true},
                      {"fact": "immigrant", "value": true}, {"fact": "immigrant", "value": false}]}
                    """)
                .faults())
        .isEqualTo("[answers[0].fact value-unknown, answers[2].fact answered-twice]");
    byte[] sealed =
        database
            .sql("select sealed_answers from fit_answers where family_id = '%s'".formatted(family))
            .map(row -> row.get("sealed_answers", byte[].class))
            .one()
            .block();
    assertThat(new String(sealed)).doesNotContain("livesInPoverty");
    assertThat(Arrays.hashCode(sealed)).isNotZero();
  }

  @Test
  void keepsTheAnswersReadableWhenTheFamilyBecomesPartOfAnother() {
    String survivor = registered();
    String merged = registered();
    worker.put("/families/" + merged + "/fit/answers", "\"0\"", IN_POVERTY);
    Api lead = new Api(http, TestTokens.token("l-1", department, "team-lead"));
    Api.Answer merge =
        lead.post(
            "/families/merges",
            "\"1\"",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor, merged));
    assertThat(merge.status()).isEqualTo(201);
    JsonNode kept = lead.get("/families/" + survivor + "/fit/answers").body().get("answers");
    assertThat(kept.get(0).get("fact").asString()).isEqualTo("livesInPoverty");
  }

  @Test
  void showsAFamilysFitOnlyToItsDepartment() {
    String family = registered();
    Api stranger =
        new Api(http, TestTokens.token("w-2", Requests.DEPARTMENT, "family-social-worker"));
    assertThat(stranger.get("/families/" + family + "/fit").status()).isEqualTo(404);
    assertThat(stranger.get("/families/" + family + "/fit/answers").status()).isEqualTo(404);
    assertThat(stranger.put("/families/" + family + "/fit/answers", "\"0\"", IN_POVERTY).status())
        .isEqualTo(404);
    Api analyst = new Api(http, TestTokens.token("a-1", "IL", "data-analyst"));
    assertThat(analyst.get("/families/" + family + "/fit").status()).isEqualTo(403);
  }

  @Test
  void wordsACriterionAnewFromADayOnAndKeepsTheOldWording() {
    String path = "/tracks/OLIM_LADERECH/criteria";
    LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(1);
    String wording =
        """
        {"code": "immigrant", "expression": "immigrant && minors > 0", "nameHe": "עולים עם ילדים",
         "nameAr": "مهاجرون مع أطفال", "nameEn": "Immigrants with children", "from": "%s",
         "source": "a letter of the ministry", "confirmed": true}
        """
            .formatted(tomorrow);
    assertThat(worker.post(path, wording).status()).isEqualTo(403);
    assertThat(national.post(path, wording.replace("minors > 0", "income > 0")).faults())
        .isEqualTo("[expression criterion-not-understood]");
    assertThat(
            national
                .post(path, wording.replace("\"immigrant\"", "\"" + "x".repeat(61) + "\""))
                .faults())
        .isEqualTo("[code criterion-code-invalid]");
    assertThat(national.post(path, wording.replace(tomorrow.toString(), "2020-01-01")).faults())
        .isEqualTo("[from date-in-past]");
    assertThat(national.post("/tracks/NOWHERE/criteria", wording).code())
        .isEqualTo("track-not-found");
    assertThat(national.post(path, wording).body().get("version").asInt()).isEqualTo(2);
    assertThat(national.post(path, wording).code()).isEqualTo("criterion-begins-already");
    assertThat(expression(path, LocalDate.now(ZoneId.of("Asia/Jerusalem")))).isEqualTo("immigrant");
    assertThat(expression(path, tomorrow)).isEqualTo("immigrant && minors > 0");
  }

  private String expression(String path, LocalDate day) {
    return reason(national.get(path + "?asOf=" + day).body().get("items"), "immigrant")
        .get("expression")
        .asString();
  }

  private JsonNode fit(String family) {
    Api.Answer fit = worker.get("/families/" + family + "/fit");
    assertThat(fit.status()).isEqualTo(200);
    return fit.body();
  }

  private static JsonNode track(JsonNode list, String track) {
    return list.values().stream()
        .filter(row -> row.get("track").asString().equals(track))
        .findFirst()
        .orElseThrow();
  }

  private static String outcome(JsonNode proposal, String code) {
    return reason(proposal, code).get("outcome").asString();
  }

  private static JsonNode reason(JsonNode proposal, String code) {
    JsonNode reasons = proposal.has("reasons") ? proposal.get("reasons") : proposal;
    return reasons.values().stream()
        .filter(row -> row.get("code").asString().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private void plan(String track, String unit, int seats) {
    int year = LocalDate.now(ZoneId.of("Asia/Jerusalem")).getYear();
    national.post(
        "/track-plans",
        """
        {"track": "%s", "unit": "%s", "from": "%d-01-01", "until": "%d-12-31", "seats": %d,
         "publishedOn": "%d-01-01"}
        """
            .formatted(track, unit, year, year, seats, year));
  }

  private String registered() {
    return registered(Map.of());
  }

  private String registered(Map<String, String> exchanged) {
    return worker
        .post("/families", Requests.ofOthers(exchanged).replace(Requests.DEPARTMENT, department))
        .text("id");
  }
}
