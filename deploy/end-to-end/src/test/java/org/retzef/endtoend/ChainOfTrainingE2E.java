package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * From a session to the rights that families take up: attendance, a follow-up that is answered,
 * screenings before and after, use of the site, and the reports that count it all (mission 3.5).
 * Played where its last follow-up is due by now, by the database's clock too.
 */
class ChainOfTrainingE2E {

  private static final String DEPARTMENT = "IL.SOUTH.A2630.D1";
  private static final List<String> TRAINEES =
      List.of("worker", "head", "lead", "companion", "otzma");
  private static final Pattern LINK = Pattern.compile("/f/([0-9a-z]{25})");

  /** With the fewest cases of which a change is told, if each family has one only. */
  private static final int FAMILIES = 10;

  private final Platform platform = Platform.running();
  private final Caller training = new Caller(platform, "training");
  private final Caller worker = new Caller(platform, "worker");
  private final Caller analyst = new Caller(platform, "analyst");

  private final LocalDate heldOn = Platform.today().minusDays(95);
  private final YearMonth month = YearMonth.from(heldOn);
  private final LocalDate before = month.minusMonths(1).atDay(10);
  private final LocalDate after = month.plusMonths(1).atDay(10);

  private String session;
  private List<String> seats;

  @AfterEach
  void setTheClock() throws IOException {
    platform.comeBack();
  }

  @Test
  void leadsFromASessionToRightsThatAreTakenUpAndIsCounted() throws IOException {
    platform.goTo(before);
    aSessionIsPlannedAndSeatsAreTaken();
    int refused = familiesAreScreened(0, "\"FAILED\", \"reason\": \"LANGUAGE\"");
    platform.goTo(heldOn);
    itIsHeldAndClosed();
    platform.goTo(after);
    int won =
        familiesAreScreened(
            FAMILIES, "\"TAKEN_UP\", \"worth\": \"120.00\", \"worthPeriod\": \"MONTHLY\"");
    platform.comeBack();
    TRAINEES.forEach(this::answersTheLastFollowUp);
    theSiteTellsOfItsUse();
    assertThat(List.of(refused, won)).allMatch(cases -> cases >= FAMILIES);
    await().untilAsserted(this::theReportsCountTheChain);
  }

  private void aSessionIsPlannedAndSeatsAreTaken() {
    String course =
        training
            .post(
                "/api/v1/courses",
                """
                {"nameHe": "מיצוי זכויות", "nameEn": "Taking up rights", "language": "he",
                 "code": "CHAIN_%d", "audience": ["SOCIAL_WORKER"], "hours": 3}
                """
                    .formatted(System.nanoTime()))
            .expect(201)
            .text("id");
    session =
        "/api/v1/sessions/"
            + training
                .post(
                    "/api/v1/sessions",
                    """
                    {"courseId": "%s", "unit": "%s", "mode": "ON_SITE", "startsAt": "%sT05:00:00Z",
                     "minutes": 60, "capacity": 15, "programmes": ["NOSHMIM"]}
                    """
                        .formatted(course, DEPARTMENT, heldOn))
                .expect(201)
                .text("id");
    changes("/infrastructure-check", "{\"computers\": 10, \"internet\": true}");
    changes("/confirmation", "{}");
    seats = TRAINEES.stream().map(this::takesASeat).toList();
  }

  private String takesASeat(String trainee) {
    Caller caller = new Caller(platform, trainee);
    caller
        .post(
            "/api/v1/trainees/" + trainee + "/mail-address",
            "{\"mail\": \"%s\", \"language\": \"he\"}".formatted(addressOf(trainee)))
        .expect(201);
    return caller
        .post(session + "/registrations", "{\"waitIfFull\": false}")
        .expect(201)
        .text("id");
  }

  private static String addressOf(String trainee) {
    return trainee + "@chain.example";
  }

  private void itIsHeldAndClosed() {
    changes("/attendance", "{\"registrations\": [\"%s\"]}".formatted(String.join("\", \"", seats)));
    changes("/closure", "{\"contactWorkers\": [\"%s\"]}".formatted(String.join("\", \"", seats)));
  }

  private void changes(String what, String json) {
    training
        .send("PUT", session + what, json, training.get(session).expect(200).eTag())
        .expect(200);
  }

  /** What is found is opened at once, and comes to this result on the same day. */
  private int familiesAreScreened(int from, String result) {
    return IntStream.range(from, from + FAMILIES)
        .map(i -> isScreened("5012347%02d".formatted(i), result))
        .sum();
  }

  private int isScreened(String phone, String result) {
    String family = new Story(platform, phone).registersAFamilyWithTwoChildren().familyId();
    String asked =
        """
        {"familyId": "%s", "asOf": "2026-03-01", "answers": [
          {"fact": "child.age", "value": 5}, {"fact": "child.isResident", "value": true},
          {"fact": "person.isResident", "value": true}]}
        """
            .formatted(family);
    int opened =
        await()
            .until(() -> worker.post("/api/v1/screenings", asked), told -> told.status() == 201)
            .body()
            .get("casesOpened")
            .asInt();
    JsonNode cases =
        worker.get("/api/v1/take-up-cases?limit=200&familyId=" + family).expect(200).body();
    assertThat(cases.get("items")).hasSize(opened);
    for (JsonNode one : cases.get("items")) {
      comesTo(result, "/api/v1/take-up-cases/" + one.get("id").asString());
    }
    return opened;
  }

  private void comesTo(String result, String path) {
    Caller.Answer opened = worker.get(path).expect(200);
    String day = opened.text("openedOn");
    String begun =
        worker
            .change(path + "/progress", "{\"on\": \"%s\"}".formatted(day), opened.eTag())
            .expect(200)
            .eTag();
    worker
        .change(path + "/result", "{\"result\": %s, \"on\": \"%s\"}".formatted(result, day), begun)
        .expect(200);
  }

  /** Three months have passed; the earlier forms are closed. */
  private void answersTheLastFollowUp(String trainee) {
    MatchResult link =
        await()
            .until(() -> LINK.matcher(mailsTo(trainee)).results().findFirst(), Optional::isPresent)
            .orElseThrow();
    URI form = URI.create(platform.gateway() + "/api/v1/feedback/" + link.group(1));
    assertThat(Caller.send(HttpRequest.newBuilder(form).build()).expect(200).text("stage"))
        .isEqualTo("THIRD");
    String answers = "{\"answers\": [{\"question\": \"REFERRED_CLIENTS\", \"value\": \"YES\"}]}";
    Caller.send(
            HttpRequest.newBuilder(form)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(answers))
                .build())
        .expect(201);
  }

  private String mailsTo(String trainee) {
    URI mails =
        URI.create(
            "http://localhost:%s/mails?to=%s"
                .formatted(platform.port("MAILBOX"), addressOf(trainee)));
    return Caller.send(HttpRequest.newBuilder(mails).build()).expect(200).response().body();
  }

  private void theSiteTellsOfItsUse() {
    List<String> rows = new ArrayList<>();
    for (LocalDate day : List.of(before, after)) {
      int entries = day.equals(before) ? 20 : 60;
      rows.add(
          """
          {"day": "%s", "unit": "%s", "role": "family-social-worker", "user": "u-1", "entries": %d}
          """
              .formatted(day, DEPARTMENT, entries));
    }
    training.upload("/api/v1/site-usage/imports", String.join("", rows)).expect(202);
  }

  private void theReportsCountTheChain() {
    JsonNode answer =
        analyst
            .get("/api/v1/reports/training-effect?from=%s&to=%s&months=1".formatted(month, month))
            .expect(200)
            .body();
    assertThat(answer.get("departments"))
        .filteredOn(one -> one.get("unit").asString().equals(DEPARTMENT))
        .singleElement()
        .satisfies(
            department -> {
              assertThat(department.get("group").asString()).isEqualTo("TRAINED");
              assertThat(department.get("attended").asInt()).isEqualTo(TRAINEES.size());
              assertThat(department.get("takeUpChange").asInt()).isEqualTo(100);
            });
    for (JsonNode estimate : answer.get("estimates")) {
      assertThat(estimate.get("note").asString()).isEqualTo("too-few-departments");
      assertThat(estimate.at("/trained/departments").asInt()).isEqualTo(1);
    }
    JsonNode answered =
        new Caller(platform, "national")
            .get("/api/v1/indicators/follow_ups_answered?unit=%s&by=stage".formatted(DEPARTMENT))
            .expect(200)
            .body();
    assertThat(answered.get("items"))
        .filteredOn(one -> one.get("key").asString().equals("THIRD"))
        .singleElement()
        .satisfies(third -> assertThat(third.get("value").asInt()).isEqualTo(TRAINEES.size()));
  }
}
