package org.retzef.family.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A planned enrolment whose start was mistyped. */
@RetzefIT
class CalledOffEnrolmentIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final LocalDate START = TODAY.plusMonths(10);

  @Autowired private WebTestClient http;

  private FamilyDesk worker;
  private String family;
  private String enrolment;

  @BeforeEach
  void aPlannedEnrolment() {
    worker = FamilyDesk.ofWorker(http);
    family = worker.registered(Requests.ofOthers());
    enrolment = enrols(START).expect(201).text("id");
  }

  @Test
  void leavesItsTrackFreeAtOnce() {
    enrols(TODAY).refuses(409, "already-enrolled");
    FamilyDesk.Answer calledOff = ends("LEFT", TODAY).expect(200);
    assertThat(calledOff.text("status")).isEqualTo("LEFT");
    assertThat(calledOff.text("endDate")).isEqualTo(TODAY.toString());
    assertThat(calledOff.text("startDate")).isEqualTo(START.toString());
    enrols(TODAY).expect(201);
    enrols(START).refuses(409, "already-enrolled");
  }

  @Test
  void isNeitherGraduatedNorCalledOffOnceItHasBegun() {
    ends("GRADUATED", TODAY).faults("endDate: date-before-start");
    ends("LEFT", TODAY.plusDays(1)).faults("endDate: date-in-future");
    enrolment =
        worker
            .post(path(), "{\"track\": \"MIFGASH\", \"startDate\": \"%s\"}".formatted(TODAY))
            .expect(201)
            .text("id");
    ends("LEFT", TODAY.minusDays(1)).faults("endDate: date-before-start");
  }

  @Test
  void countsAsEnrolledOnNoDay() {
    ends("LEFT", TODAY).expect(200);
    for (LocalDate day : List.of(TODAY, START.minusDays(1), START, START.plusYears(1))) {
      assertThat(inTheUnit(day, "ACTIVE")).as("active on " + day).isEmpty();
      assertThat(inTheUnit(day, "PLANNED")).as("planned on " + day).isEmpty();
      assertThat(inTheUnit(day, "LEFT")).as("left by " + day).hasSize(1);
    }
  }

  @Test
  void isNoReasonAgainstItsTrackFromThatDayOn() {
    assertThat(outcomeOfNotEnrolledAlready()).isEqualTo("FAILED");
    ends("LEFT", TODAY).expect(200);
    assertThat(outcomeOfNotEnrolledAlready()).isEqualTo("MET");
  }

  @Test
  void tellsThatItWasCalledOff() {
    try (var events = TestEvents.on("retzef.family.events")) {
      ends("LEFT", TODAY).expect(200);
      TestEvent told =
          events
              .await(
                  1,
                  event ->
                      event.type().equals("org.retzef.enrolment.ended.v1")
                          && event.json().contains(enrolment))
              .getFirst();
      assertThat(told.json())
          .contains("\"startDate\":\"" + START + "\"", "\"endDate\":\"" + TODAY + "\"");
    }
    JsonNode newest =
        worker.get("families/" + family + "/timeline").expect(200).body().at("/items/0");
    assertThat(newest.get("kind").asString()).isEqualTo("enrolment.ended");
    assertThat(newest.toString()).contains(START.toString(), TODAY.toString(), "\"LEFT\"");
  }

  private String outcomeOfNotEnrolledAlready() {
    JsonNode fit = worker.get("families/" + family + "/fit").expect(200).body();
    return Stream.of("items", "full")
        .flatMap(list -> fit.get(list).valueStream())
        .filter(one -> one.get("track").asString().equals("MAPA"))
        .flatMap(one -> one.get("reasons").valueStream())
        .filter(reason -> reason.get("code").asString().equals("not-enrolled-already"))
        .findFirst()
        .orElseThrow()
        .get("outcome")
        .asString();
  }

  private String path() {
    return "families/" + family + "/enrolments";
  }

  private FamilyDesk.Answer enrols(LocalDate start) {
    return worker.post(path(), "{\"track\": \"MAPA\", \"startDate\": \"%s\"}".formatted(start));
  }

  private FamilyDesk.Answer ends(String how, LocalDate day) {
    return worker.patch(
        path() + "/" + enrolment,
        "{\"status\": \"%s\", \"endDate\": \"%s\", \"reason\": \"OTHER\"}".formatted(how, day),
        1);
  }

  private List<JsonNode> inTheUnit(LocalDate day, String status) {
    return worker
        .get("enrolments?limit=200&asOf=%s&status=%s".formatted(day, status))
        .expect(200)
        .body()
        .get("items")
        .valueStream()
        .filter(one -> one.get("id").asString().equals(enrolment))
        .toList();
  }
}
