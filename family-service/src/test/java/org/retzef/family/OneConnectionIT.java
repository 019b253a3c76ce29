package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.retzef.family.registration.Requests;
import org.retzef.family.setup.OpenedProgramme;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.Questions;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each question, and the commands that are given most, with one connection for all of it. */
@RetzefIT
class OneConnectionIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;
  @Autowired private ConnectionPool pool;
  @Autowired private AccessRules rules;

  @Test
  void noQuestionHoldsAConnectionWhileItWaitsForAnother() {
    String department = "IL.SOUTH.A2560.D119";
    FilledFamily.openDepartment(http, department);
    FilledFamily family = FilledFamily.in(http, department, "חיבורי", 77_000_001, "MAPA");
    merges(FilledFamily.in(http, department, "חיבורי", 77_000_002, "MAPA"));
    hasASecondOfEach(family);
    isDecidedOnAbove(department);
    List<Reads.Answer> answers = List.copyOf(new Reads(http, rules).all(family).values());
    assertThat(neverShown(answers))
        .as("of what there is none, or none for this reader")
        .isSubsetOf(
            "/api/v1/posts/{post}/terms/{id}",
            "/api/v1/families/{id}/conflicts-of-interest/{conflictId}",
            "/api/v1/questionnaires/{id}",
            "/api/v1/questionnaires/{id}/versions/{number}",
            "/api/v1/questionnaires/{id}/responses",
            "/api/v1/centres/{path}/service-users/imports/{id}",
            "/api/v1/partner-agreements/{partner}",
            "/api/v1/partner/referrals/{id}",
            "/api/v1/partner/imports/{id}");
    Questions questions = new Questions(http, rules);
    LastConnection.with(
        pool,
        () ->
            assertThat(answers)
                .filteredOn(answer -> answer.status() != 403)
                .allMatch(
                    answer ->
                        questions.isAnswered(answer.path(), Reads.token(family, answer.role()))));
  }

  /** What a list holds open shows from its second row on. */
  private void hasASecondOfEach(FilledFamily family) {
    Desk worker = Desk.of(http, "filler", family.department(), "family-social-worker");
    Desk head = Desk.of(http, "filling-head", family.department(), "department-head");
    OpenedProgramme.in(http, family.department(), "NOSHMIM");
    Desk.agreedPartner(http, "NGO-SECOND", "referrals:write families:read");
    Map.of(
            "/enrolments", "{\"track\":\"NOSHMIM_ROUTINE\",\"startDate\":\"2026-01-01\"}",
            "/assessments", "{\"assessedOn\": \"2026-01-02\", \"answers\": {\"incomeRating\": 2}}",
            "/consents",
                """
                {"partner":"NGO-SECOND","purpose":"REFERRAL","how":"ORAL","givenOn":"%s"}
                """
                    .formatted(TODAY),
            "/referrals",
                """
                {"toUnit":"%s","reason":"EMPLOYMENT","expiresOn":"%s"}
                """
                    .formatted(Desk.OTHER_DEPARTMENT, TODAY.plusDays(9)),
            "/contacts",
                """
                {"kind": "HOME_VISIT", "direction": "BY_WORKER", "happenedOn": "2026-01-02",
                 "domains": [], "note": "שוב"}
                """)
        .forEach((what, body) -> Answers.id(worker.post(family.path() + what, body)));
    Answers.id(
        head.post(
            family.path() + "/conflicts-of-interest",
            "{\"worker\":\"another-lead\",\"tie\":\"CLOSE\"}"));
    Answers.id(
        Desk.of(http, "stranger-2", Desk.OTHER_DEPARTMENT, "family-social-worker")
            .post(
                "/emergency-access",
                "{\"familyId\":\"%s\",\"reason\":\"אשפוז\"}".formatted(family.id())));
  }

  private void isDecidedOnAbove(String department) {
    Desk national = Desk.of(http, "national", "IL", "national-manager");
    Answers.id(
        national.post(
            "/units/" + department + "/emergency-overlays",
            "{\"name\": \"מגפה\", \"form\": \"EMERGENCY_2020\", \"from\": \"2026-01-01\"}"));
    Answers.id(
        national.post(
            "/programmes/MAPA/conversions",
            "{\"unit\": \"%s\", \"from\": \"2026-07-01\"}".formatted(department)));
  }

  private static List<String> neverShown(List<Reads.Answer> answers) {
    List<Reads.Answer> shown = answers.stream().filter(answer -> answer.status() == 200).toList();
    List<String> routes = new ArrayList<>(Reads.routes(answers));
    routes.removeAll(Reads.routes(shown));
    return routes;
  }

  @Test
  void noCommandHoldsAConnectionWhileItWaitsForAnother() {
    LastConnection.with(pool, this::aFamilyGoesItsWay);
  }

  /** It is filled, which takes an import and most commands; another becomes it, and it moves. */
  private void aFamilyGoesItsWay() {
    String department = "IL.SOUTH.A2560.D120";
    FilledFamily.openDepartment(http, department);
    FilledFamily family = FilledFamily.in(http, department, "דרכיאל", 77_000_003, "MAPA");
    Desk worker = Desk.of(http, "filler", department, "family-social-worker");
    Desk head = Desk.of(http, "filling-head", department, "department-head");
    merges(family);
    worker
        .upload(
            "/centres/" + department + ".C1/service-users/imports",
            """
            {"rowKey": "1", "givenName": "דנה", "familyName": "לדוגמה", "birthDate": "1970-01-02", \
            "sex": "UNKNOWN", "joinedOn": "2026-01-15"}
            """)
        .expectStatus()
        .isAccepted();
    String transfer = head.read("/transfers?direction=OUTGOING").at("/items/0/id").asString();
    Desk.of(http, "head-1", Desk.OTHER_DEPARTMENT, "department-head")
        .post("/transfers/" + transfer + "/answer", "{\"decision\":\"ACCEPT\"}", "\"1\"")
        .expectStatus()
        .isOk();
  }

  /** Another family, which is registered for it. */
  private void merges(FilledFamily survivor) {
    String another =
        Answers.id(
            Desk.of(http, "filler", survivor.department(), "family-social-worker")
                .post(
                    "/families",
                    Requests.ofOthers(Map.of(Requests.DEPARTMENT, survivor.department()))));
    Desk head = Desk.of(http, "filling-head", survivor.department(), "department-head");
    Answers.id(
        head.post(
            "/families/merges",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor.id(), another),
            "\"%d\"".formatted(head.read(survivor.path()).get("version").asLong())));
  }
}
