package org.retzef.family;

import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.retzef.family.registration.NationalIds;
import org.retzef.family.registration.Requests;
import org.retzef.family.setup.OpenedProgramme;
import org.retzef.platform.testing.Answers;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A made-up family that has a row in every table that a family can have rows in; who adds such a
 * table adds a line here, or the tests that ask the database for its tables fail.
 *
 * @param holder the subject who is proposed as its companion and may so read it
 * @param importId of the import that it came with
 */
public record FilledFamily(
    String id, String department, String name, String holder, String importId) {

  /**
   * In a department with an Otzma centre {@code C1}.
   *
   * @param number makes its id numbers, and tells it apart from others
   * @param track is enrolled in from the first day of 2026 on
   */
  public static FilledFamily in(
      WebTestClient http, String department, String name, int number, String track) {
    Desk worker = Desk.of(http, "filler", department, "family-social-worker");
    String importId = imported(http, department, name, number);
    String id =
        worker.read("/families?query=" + NationalIds.of(number)).at("/items/0/id").asString();
    var family = new FilledFamily(id, department, name, "holder-" + number, importId);
    OpenedProgramme.in(http, department, track.startsWith("NOSHMIM") ? "NOSHMIM" : track);
    family.fillFile(worker, track);
    family.fillCaseWork(http, worker);
    family.fillResponsibility(http, worker);
    family.isReferred(ReferringPartner.agreed(http, "NGO-" + number), worker);
    return family;
  }

  /** Opens a department with an Otzma centre. */
  public static void openDepartment(WebTestClient http, String department) {
    Desk national = Desk.of(http, "national", "IL", "national-manager");
    for (String unit : List.of(department, department + ".C1")) {
      Answers.json(
          national
              .post(
                  "/units",
                  "{\"path\": \"%s\", \"nameHe\": \"יחידה\", \"openedOn\": \"2020-01-01\"}"
                      .formatted(unit))
              .expectStatus()
              .isCreated());
    }
  }

  private static String imported(WebTestClient http, String department, String name, int number) {
    FamilyDesk desk = FamilyDesk.of(http, department, "family-social-worker");
    String line =
        Requests.family(
                Map.of(
                    Requests.DEPARTMENT,
                    department,
                    "אלדוגמה",
                    name,
                    "123456782",
                    NationalIds.of(number)))
            .strip()
            .substring(1)
            .replace("\n", " ");
    String id =
        desk.upload(
                "",
                "application/x-ndjson",
                "{\"familyKey\": \"%s-%d\", %s\n".formatted(name, number, line))
            .expect(202)
            .text("id");
    await().until(() -> desk.get("family-imports/" + id).expect(200).text("state").equals("DONE"));
    return id;
  }

  private void fillFile(Desk worker, String track) {
    worker.patch(path(), "{\"phone\": \"0507654321\"}", "\"1\"").expectStatus().isOk();
    post(worker, "/enrolments", "{\"track\":\"%s\",\"startDate\":\"2026-01-01\"}".formatted(track));
    worker
        .send(
            HttpMethod.PUT,
            path() + "/fit/answers",
            "{\"answers\": [{\"fact\": \"livesInPoverty\", \"value\": true}]}",
            "\"0\"",
            null)
        .expectStatus()
        .isOk();
  }

  private void isReferred(ReferringPartner partner, Desk worker) {
    worker
        .send(
            HttpMethod.PUT,
            "/partner-referrals/" + partner.refers(department, "one") + "/answer",
            "{\"decision\": \"ACCEPT\", \"familyId\": \"%s\"}".formatted(id),
            "\"1\"",
            null)
        .expectStatus()
        .isOk();
  }

  private void fillCaseWork(WebTestClient http, Desk worker) {
    post(
        worker,
        "/assessments",
        "{\"assessedOn\": \"%s\", \"answers\": {\"incomeRating\": 1}}".formatted(today()));
    post(
        worker,
        "/contacts",
        """
        {"kind": "HOME_VISIT", "direction": "BY_WORKER", "happenedOn": "%s", "domains": [],
         "note": "דיברנו ארוכות"}
        """
            .formatted(today()));
    String plan =
        "/plans/"
            + post(
                worker,
                "/plans",
                """
                {"reviewOn": "%s", "goals": [
                  {"domain": "DEBTS", "aspect": "BASIC_NEEDS", "goal": "הסדר", "target": "הקיץ",
                   "indicator": "דף חשבון", "dueOn": "%1$s", "worker": "filler"}]}
                """
                    .formatted(today().plusDays(1)));
    worker
        .send(HttpMethod.POST, path() + plan + "/submission", null, "\"1\"", null)
        .expectStatus()
        .isCreated();
    Desk.of(http, "filling-lead", department, "team-lead")
        .post(path() + plan + "/approval", "{\"decision\": \"APPROVE\"}", "\"2\"")
        .expectStatus()
        .isCreated();
    String centre = "/centres/" + department + ".C1/service-users";
    String person =
        Answers.id(
            worker.post(
                centre,
                """
                {"givenName": "דנה", "familyName": "לדוגמה", "birthDate": "1970-01-02",
                 "sex": "UNKNOWN", "joinedOn": "2026-01-15"}
                """));
    String member = worker.read(path()).at("/members/1/id").asString();
    worker
        .send(
            HttpMethod.PUT,
            centre + "/" + person + "/member",
            "{\"familyId\": \"%s\", \"memberId\": \"%s\"}".formatted(id, member),
            "\"1\"",
            null)
        .expectStatus()
        .isOk();
  }

  private void fillResponsibility(WebTestClient http, Desk worker) {
    Desk head = Desk.of(http, "filling-head", department, "department-head");
    String own = assign(head, "filler", "FAMILY_SOCIAL_WORKER");
    worker
        .post(path() + "/assignments/" + own + "/answer", "{\"decision\":\"ACCEPT\"}", "\"1\"")
        .expectStatus()
        .isOk();
    assign(head, holder, "FAMILY_COMPANION");
    post(head, "/conflicts-of-interest", "{\"worker\":\"filling-lead\",\"tie\":\"CLOSE\"}");
    post(head, "/transfers", "{\"unit\":\"%s\"}".formatted(Desk.OTHER_DEPARTMENT));
    Desk.agreedPartner(http, "NGO-FILL", "referrals:write families:read");
    post(
        worker,
        "/consents",
        "{\"partner\":\"NGO-FILL\",\"purpose\":\"REFERRAL\",\"how\":\"ORAL\",\"givenOn\":\"%s\"}"
            .formatted(today()));
    post(
        worker,
        "/referrals",
        "{\"toPartner\":\"NGO-FILL\",\"reason\":\"EMPLOYMENT\",\"expiresOn\":\"%s\"}"
            .formatted(today().plusDays(9)));
    Answers.id(
        Desk.stranger(http)
            .post("/emergency-access", "{\"familyId\":\"%s\",\"reason\":\"אשפוז\"}".formatted(id)));
  }

  private String assign(Desk head, String worker, String role) {
    return post(
        head, "/assignments", "{\"worker\":\"%s\",\"fieldRole\":\"%s\"}".formatted(worker, role));
  }

  private String post(Desk desk, String what, String body) {
    return Answers.id(desk.post(path() + what, body));
  }

  public String path() {
    return "/families/" + id;
  }

  /** Asked each time: a day may begin while the tests run. */
  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  }
}
