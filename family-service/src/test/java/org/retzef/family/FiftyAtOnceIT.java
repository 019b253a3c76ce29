package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Fifty who do at once what one of them may do: one does it, it is told once, nobody gets a 500.
 */
@RetzefIT
class FiftyAtOnceIT {

  @Autowired private WebTestClient http;

  private FamilyDesk worker;
  private FamilyDesk head;
  private FamilyDesk elsewhere;

  @BeforeEach
  void openDesks() {
    worker = FamilyDesk.ofWorker(http);
    head = FamilyDesk.of(http, Desk.DEPARTMENT, "department-head");
    elsewhere = FamilyDesk.of(http, Desk.OTHER_DEPARTMENT, "department-head");
  }

  @Test
  void acceptATransfer() {
    String family = worker.registered(Requests.ofOthers());
    String transfer =
        head.post(
                "families/" + family + "/transfers",
                "{\"unit\": \"%s\"}".formatted(Desk.OTHER_DEPARTMENT))
            .expect(201)
            .text("id");
    try (var events = TestEvents.on("retzef.family.events")) {
      assertOneDoes(
          200,
          fifty(
              i ->
                  elsewhere.post(
                      "transfers/" + transfer + "/answer",
                      "{\"decision\": \"%s\"}".formatted(i % 2 == 0 ? "ACCEPT" : "DECLINE"),
                      1)));
      boolean accepted = elsewhere.get("families/" + family).status() == 200;
      worker.get("families/" + family).expect(accepted ? 404 : 200);
      assertThat(told(events, family, accepted ? 1 : 0, "org.retzef.family.transferred.v1"))
          .filteredOn("org.retzef.family.transferred.v1"::equals)
          .hasSize(accepted ? 1 : 0);
    }
  }

  @Test
  void answerAReferral() {
    String family = worker.registered(Requests.ofOthers());
    String referral =
        worker
            .post(
                "families/" + family + "/referrals",
                """
                {"toUnit": "%s", "reason": "EMPLOYMENT", "expiresOn": "2099-01-01"}
                """
                    .formatted(Desk.OTHER_DEPARTMENT))
            .expect(201)
            .text("id");
    try (var events = TestEvents.on("retzef.family.events")) {
      assertOneDoes(
          200,
          fifty(
              i ->
                  elsewhere.post(
                      "referrals/" + referral + "/answer",
                      i % 2 == 0
                          ? "{\"decision\": \"ACCEPT\"}"
                          : "{\"decision\": \"DECLINE\", \"reason\": \"NO_ROOM\"}",
                      1)));
      assertThat(told(events, family, 1, "org.retzef.referral.answered.v1"))
          .filteredOn("org.retzef.referral.answered.v1"::equals)
          .hasSize(1);
    }
  }

  @Test
  void mergeTwoFamiliesEachIntoTheOther() {
    String one = worker.registered(Requests.ofOthers());
    String other = worker.registered(Requests.ofOthers());
    assertOneDoes(201, fifty(i -> i % 2 == 0 ? merges(one, other) : merges(other, one)));
    assertThat(List.of(one, other))
        .filteredOn(family -> worker.get("families/" + family).status() == 200)
        .hasSize(1);
  }

  private Answer merges(String survivor, String merged) {
    return head.post(
        "families/merges",
        """
        {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
         "reasonCode": "REGISTERED_TWICE"}
        """
            .formatted(survivor, merged),
        1);
  }

  /** Each to another worker: one of them is to take it on, and nobody else holds it. */
  @Test
  void handAFamilyOver() {
    String family = worker.registered(Requests.ofOthers());
    String path = "families/" + family + "/assignments";
    List<Answer> answers =
        fifty(
            i ->
                head.post(
                    path,
                    "{\"worker\": \"taking-%d\", \"fieldRole\": \"FAMILY_SOCIAL_WORKER\"}"
                        .formatted(i)));
    assertThat(answers).extracting(Answer::status).contains(201).containsOnly(201, 409);
    assertThat(
            head.get(path + "?limit=200")
                .expect(200)
                .body()
                .get("items")
                .findValuesAsString("status"))
        .hasSameSizeAs(answers.stream().filter(answer -> answer.status() == 201).toList())
        .containsOnlyOnce("PROPOSED")
        .containsOnly("PROPOSED", "HANDED_OVER");
  }

  @Test
  void openAFamilyInAnEmergency() {
    String family = worker.registered(Requests.ofOthers());
    assertOneDoes(
        201,
        fifty(
            i ->
                elsewhere.post(
                    "emergency-access",
                    "{\"familyId\": \"%s\", \"reason\": \"אשפוז\"}".formatted(family))));
    assertThat(
            worker.get("families/" + family + "/emergency-access").expect(200).body().get("items"))
        .hasSize(1);
  }

  /** The same file from all of them: it is one import, and each of its families is there once. */
  @Test
  void sendOneFile() {
    String prefix = UUID.randomUUID().toString();
    String file =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    "{\"familyKey\": \"%s-%d\", %s\n"
                        .formatted(
                            prefix, i, Requests.ofOthers().strip().substring(1).replace("\n", " ")))
            .collect(Collectors.joining());
    List<String> imports =
        fifty(i -> worker.upload("", "application/x-ndjson", file).expect(202).text("id"));
    assertThat(imports).containsOnly(imports.getFirst());
    String path = "family-imports/" + imports.getFirst();
    Awaitility.await().until(() -> worker.get(path).expect(200).text("state").equals("DONE"));
    assertThat(worker.get(path).body().get("loaded").asInt()).isEqualTo(3);
    Answer again = worker.upload("?dryRun=true", "application/x-ndjson", file).expect(202);
    assertThat(again.body().get("unchanged").asInt()).isEqualTo(3);
  }

  /** Under one key, half of them with another body: the first body is done, and done once. */
  @Test
  void registerUnderOneKey() {
    String body = Requests.ofOthers();
    String another = body.replace("הגפן 3", "הגפן 4");
    String key = UUID.randomUUID().toString();
    List<Answer> answers =
        fifty(
            i -> worker.send(HttpMethod.POST, "families", i % 2 == 0 ? body : another, null, key));
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 201)
        .isNotEmpty()
        .extracting(answer -> answer.text("id"))
        .containsOnly(
            answers.stream()
                .filter(answer -> answer.status() == 201)
                .findAny()
                .orElseThrow()
                .text("id"));
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .isNotEmpty()
        .allMatch(answer -> answer.status() == 422 || answer.status() == 409);
  }

  /** Whoever is registered twice by two who did not see each other is shown as that afterwards. */
  @Test
  void registerOnePerson() {
    String body = Requests.ofOthers();
    List<String> families = fifty(i -> worker.post("families", body).expect(201).text("id"));
    assertThat(families).doesNotHaveDuplicates();
    for (String family : List.of(families.getFirst(), families.getLast())) {
      assertThat(worker.get("families/" + family + "/duplicates").expect(200).body().get("items"))
          .hasSize(20)
          .allMatch(same -> families.contains(same.at("/family/id").asString()));
    }
  }

  /** Of a family that is being erased: nothing is told of it afterwards. */
  @Test
  void changeAFamilyThatIsBeingErased() {
    String family = worker.registered(Requests.ofOthers());
    String path = "families/" + family;
    try (var events = TestEvents.on("retzef.family.events")) {
      List<Answer> answers =
          fifty(
              i ->
                  i == 25
                      ? head.post(
                          path + "/erasure",
                          """
                          {"reasonCode": "FAMILY_ASKED", "legalBasis": "PRIVACY_PROTECTION_LAW"}
                          """,
                          1)
                      : switch (i % 3) {
                        case 0 ->
                            worker.post(
                                path + "/consents",
                                """
                                {"partner": "NGO-%d", "purpose": "REFERRAL", "how": "ORAL",
                                 "givenOn": "2026-01-01"}
                                """
                                    .formatted(i));
                        case 1 ->
                            worker.post(
                                path + "/contacts",
                                """
                                {"kind": "HOME_VISIT", "direction": "BY_WORKER",
                                 "happenedOn": "2026-03-01", "domains": []}
                                """);
                        default ->
                            worker.post(
                                path + "/referrals",
                                """
                                {"toUnit": "%s", "reason": "OTHER", "expiresOn": "2099-01-01"}
                                """
                                    .formatted(Desk.OTHER_DEPARTMENT));
                      });
      assertThat(answers.get(25).status()).isEqualTo(201);
      assertThat(answers)
          .allMatch(
              answer -> answer.status() == 201 || answer.code().equals("family-erased"),
              "done before, or refused");
      assertThat(told(events, family, 1, "org.retzef.family.erased.v1"))
          .last()
          .isEqualTo("org.retzef.family.erased.v1");
    }
  }

  /** All that is told of a family until a later change, of another one, is told too. */
  private List<String> told(TestEvents events, String family, int times, String awaited) {
    String later = worker.registered(Requests.ofOthers());
    return events
        .await(
            event -> List.of(family, later).contains(event.subject()),
            seen ->
                seen.stream().anyMatch(event -> event.subject().equals(later))
                    && seen.stream().filter(event -> event.type().equals(awaited)).count() >= times)
        .stream()
        .filter(event -> event.subject().equals(family))
        .map(TestEvent::type)
        .toList();
  }

  /** Each on a thread of its own: those of the service are left to the service. */
  private static <T> List<T> fifty(IntFunction<T> what) {
    List<CompletableFuture<T>> all =
        IntStream.range(0, 50)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> what.apply(i), Thread::startVirtualThread))
            .toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  private static void assertOneDoes(int done, List<Answer> answers) {
    assertThat(answers).filteredOn(answer -> answer.status() == done).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != done)
        .allMatch(answer -> List.of(404, 409, 412).contains(answer.status()));
  }
}
