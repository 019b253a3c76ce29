package org.retzef.family.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.NationalIds;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A member is not enrolled in a programme with two families at once. */
@RetzefIT
class OneFamilyAtATimeIT {

  private static final String REFUSED = "member-enrolled-in-other-family";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;

  private FamilyDesk worker;
  private FamilyDesk elsewhere;
  private String family;
  private String other;

  /** The same people, registered in two departments. */
  @BeforeEach
  void registerTwoFamilies() {
    worker = FamilyDesk.ofWorker(http);
    elsewhere = FamilyDesk.of(http, Desk.OTHER_DEPARTMENT, "family-social-worker");
    String request = Requests.ofOthers();
    family = worker.registered(request);
    other = elsewhere.registered(request.replace(Requests.DEPARTMENT, Desk.OTHER_DEPARTMENT));
  }

  @Test
  void refusesWhoIsInTheProgrammeWithAnotherFamilyAndTellsNothingOfIt() {
    enrol(worker, family, "NOSHMIM_ROUTINE", "2026-02-01").expect(201);
    Answer refused =
        enrol(elsewhere, other, "NOSHMIM_SOLDIERS", "2026-01-01").refuses(409, REFUSED);
    assertThat(refused.content()).doesNotContain(family, Requests.DEPARTMENT, "سلمى");
    enrol(elsewhere, other, "MAPA", "2026-01-01").expect(201);
    enrol(worker, family, "NOSHMIM_SOLDIERS", "2026-01-01").expect(201);
  }

  @Test
  void letsTheOtherFamilyInFromTheDayAfterTheEnd() {
    String enrolment = enrol(worker, family, "MAPA", "2026-02-01").expect(201).text("id");
    worker
        .patch(
            "families/" + family + "/enrolments/" + enrolment,
            "{\"status\": \"LEFT\", \"endDate\": \"2026-06-30\", \"reason\": \"OTHER\"}",
            1)
        .expect(200);
    enrol(elsewhere, other, "MAPA", "2026-06-30").refuses(409, REFUSED);
    enrol(elsewhere, other, "MAPA", "2026-07-01").expect(201);
    enrol(worker, family, "MAPA", "2026-07-01").refuses(409, REFUSED);
  }

  @Test
  void isNotInTheWayWhereTheEnrolmentWasCalledOff() {
    String enrolment =
        enrol(worker, family, "MIFGASH", TODAY.plusMonths(2).toString()).expect(201).text("id");
    enrol(elsewhere, other, "MIFGASH", TODAY.toString()).refuses(409, REFUSED);
    worker
        .patch(
            "families/" + family + "/enrolments/" + enrolment,
            "{\"status\": \"LEFT\", \"endDate\": \"%s\", \"reason\": \"OTHER\"}".formatted(TODAY),
            1)
        .expect(200);
    enrol(elsewhere, other, "MIFGASH", TODAY.toString()).expect(201);
  }

  @Test
  void asksWhoLivesThereToday() {
    Map<String, String> withTheSameSon =
        Map.of(
            "\"birthDate\": \"2015-03-01\"",
            "\"nationalId\": \"%s\", \"birthDate\": \"2015-03-01\""
                .formatted(NationalIds.of(51_000_001)));
    family = worker.registered(Requests.ofOthers(withTheSameSon));
    other = worker.registered(Requests.ofOthers(withTheSameSon));
    enrol(worker, family, "MAPA", "2026-01-01").expect(201);
    enrol(worker, other, "MAPA", "2026-01-01").refuses(409, REFUSED);
    worker
        .patch(
            "families/" + family + "/members/" + worker.member(family, "CHILD", 0),
            "{\"leftOn\": \"%s\", \"leaveReason\": \"OTHER\"}".formatted(TODAY),
            1)
        .expect(200);
    enrol(worker, other, "MAPA", "2026-01-01").expect(201);
  }

  @Test
  void noMergerBringsSomebodyIntoAProgrammeInWhichTheyAreWithAThirdFamily() {
    enrol(worker, family, "MAPA", "2026-01-01").expect(201);
    String withoutThem = elsewhere.registered(ofOthersElsewhere());
    enrol(elsewhere, withoutThem, "MAPA", "2026-01-01").expect(201);
    merges(other, withoutThem).refuses(409, REFUSED);
    merges(withoutThem, other).refuses(409, REFUSED);
    String notInIt = elsewhere.registered(ofOthersElsewhere());
    enrol(elsewhere, notInIt, "MIFGASH", "2026-01-01").expect(201);
    merges(other, notInIt).expect(201);
  }

  private static String ofOthersElsewhere() {
    return Requests.ofOthers(Map.of(Requests.DEPARTMENT, Desk.OTHER_DEPARTMENT));
  }

  private Answer merges(String survivor, String merged) {
    return FamilyDesk.of(http, Desk.OTHER_DEPARTMENT, "department-head")
        .post(
            "families/merges",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor, merged),
            1);
  }

  @Test
  void ofFiftyWhoEnrolBothFamiliesAtOnceOneSucceeds() {
    List<Answer> answers =
        Flux.range(0, 50)
            .flatMap(
                i ->
                    Mono.fromCallable(
                            () ->
                                i % 2 == 0
                                    ? enrol(worker, family, "SHVIL_MEITIV", "2026-01-01")
                                    : enrol(elsewhere, other, "SHVIL_MEITIV", "2026-01-01"))
                        .subscribeOn(Schedulers.boundedElastic()),
                50)
            .collectList()
            .block();
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .extracting(Answer::code)
        .contains(REFUSED)
        .containsOnly(REFUSED, "already-enrolled");
  }

  private static Answer enrol(FamilyDesk desk, String family, String track, String start) {
    return desk.post(
        "families/" + family + "/enrolments",
        "{\"track\": \"%s\", \"startDate\": \"%s\"}".formatted(track, start));
  }
}
