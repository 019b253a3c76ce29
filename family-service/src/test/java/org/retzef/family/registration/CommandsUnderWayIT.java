package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is done to a family while somebody is about to change something of it. */
@RetzefIT
class CommandsUnderWayIT {

  private static final String ENROLMENT = "{\"track\": \"MAPA\", \"startDate\": \"2026-01-01\"}";

  private static final String WHY =
      "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private FamilyDesk worker;
  private FamilyDesk head;
  private String family;
  private Connection other;

  @BeforeEach
  void registerAFamily() {
    worker = FamilyDesk.ofWorker(http);
    head = FamilyDesk.of(http, Desk.DEPARTMENT, "department-head");
    family = worker.registered();
    other = Objects.requireNonNull(Mono.from(database.getConnectionFactory().create()).block());
    Mono.from(other.beginTransaction()).block();
  }

  @AfterEach
  void letGo() {
    Mono.from(other.rollbackTransaction()).then(Mono.from(other.close())).block();
  }

  @Test
  void enrolsNobodyIntoAFamilyThatIsBeingErased() {
    hold("select from family_key where family_id = '%s' for update");
    var erasure = started(() -> head.post("families/" + family + "/erasure", WHY, 1));
    awaitWaiting(erasure, 1);
    var enrolment = started(() -> worker.post(path("enrolments"), ENROLMENT));
    awaitWaiting(enrolment, 2);
    commit();
    erasure.join().expect(201);
    enrolment.join().refuses(409, "family-erased");
  }

  @Test
  void letsNobodyTakeOnAFamilyThatIsBeingErased() {
    String assignment =
        head.post(
                path("assignments"),
                "{\"worker\": \"user-family-social-worker\", \"fieldRole\": \"VOLUNTEER\"}")
            .expect(201)
            .text("id");
    hold("select from family_key where family_id = '%s' for update");
    var erasure = started(() -> head.post("families/" + family + "/erasure", WHY, 1));
    awaitWaiting(erasure, 1);
    String answer = path("assignments/" + assignment + "/answer");
    var acceptance = started(() -> worker.post(answer, "{\"decision\": \"ACCEPT\"}", 1));
    awaitWaiting(acceptance, 2);
    commit();
    erasure.join().expect(201);
    acceptance.join().refuses(409, "family-erased");
  }

  @Test
  void letsTheFormerDepartmentChangeNothingOnceAFamilyMoves() {
    formerDepartmentIsRefused(() -> worker.post(path("enrolments"), ENROLMENT));
  }

  /** Not even by the 412 of a version that is not the present one. */
  @Test
  void showsTheFormerDepartmentNothingOnceAFamilyMoves() {
    formerDepartmentIsRefused(
        () -> worker.patch("families/" + family, "{\"phone\": \"0541112222\"}", 9));
  }

  private void formerDepartmentIsRefused(Supplier<Answer> command) {
    head.post(
            path("assignments"),
            "{\"worker\": \"worker-1\", \"fieldRole\": \"FAMILY_SOCIAL_WORKER\"}")
        .expect(201);
    String transfer = proposed();
    hold("select from assignment where family_id = '%s' for update");
    var acceptance = started(() -> accept(transfer));
    awaitWaiting(acceptance, 1);
    var late = started(command);
    awaitWaiting(late, 2);
    commit();
    acceptance.join().expect(200);
    late.join().refuses(404, "family-not-found");
  }

  private String proposed() {
    return head.post(path("transfers"), "{\"unit\": \"%s\"}".formatted(Desk.OTHER_DEPARTMENT))
        .expect(201)
        .text("id");
  }

  private Answer accept(String transfer) {
    return FamilyDesk.of(http, Desk.OTHER_DEPARTMENT, "department-head")
        .post("transfers/" + transfer + "/answer", "{\"decision\": \"ACCEPT\"}", 1);
  }

  @Test
  void movesNoFamilyBeforeWhatIsUnderWayIsDone() {
    String transfer = proposed();
    hold("select from family where id = '%s' for key share");
    var acceptance = started(() -> accept(transfer));
    awaitWaiting(acceptance, 1);
    assertThat(acceptance).isNotDone();
    commit();
    acceptance.join().expect(200);
  }

  @Test
  void movesNoFamilyThatIsBeingErased() {
    String transfer = proposed();
    hold("select from family_key where family_id = '%s' for update");
    var erasure = started(() -> erases(family));
    awaitWaiting(erasure, 1);
    var acceptance = started(() -> accept(transfer));
    awaitWaiting(acceptance, 2);
    commit();
    erasure.join().expect(201);
    acceptance.join().refuses(409, "family-erased");
  }

  @Test
  void tellsWhereAFamilyIsThatIsBeingMerged() {
    String survivor = worker.registered();
    hold("select from family where id = '%s' for update");
    run(
        "update family set merged_into = '%s', version = 2 where id = '%s'"
            .formatted(survivor, family));
    var enrolment = started(() -> worker.post(path("enrolments"), ENROLMENT));
    awaitWaiting(enrolment, 1);
    commit();
    assertThat(enrolment.join().refuses(404, "family-merged").content()).contains(survivor);
  }

  @Test
  void erasesNeitherOfTwoFamiliesThatAreBeingMergedAsTheyWereBefore() {
    String merged = worker.registered();
    hold("select from family_key where family_id = '%s' for update");
    var merger = started(() -> merges(merged));
    awaitWaiting(merger, 1);
    var erasure = started(() -> erases(family));
    awaitWaiting(erasure, 2);
    var erasureOfMerged = started(() -> erases(merged));
    awaitWaiting(erasureOfMerged, 3);
    commit();
    merger.join().expect(201);
    erasure.join().refuses(412, "state-changed");
    erasureOfMerged.join().refuses(404, "family-not-found");
  }

  @Test
  void mergesNothingIntoAFamilyThatIsBeingErased() {
    String merged = worker.registered();
    hold("select from family_key where family_id = '%s' for update");
    var erasure = started(() -> erases(family));
    awaitWaiting(erasure, 1);
    var merger = started(() -> merges(merged));
    awaitWaiting(merger, 2);
    commit();
    erasure.join().expect(201);
    merger.join().refuses(409, "family-erased");
    worker.get("families/" + merged).expect(200);
  }

  private Answer erases(String id) {
    return head.post("families/" + id + "/erasure", WHY, 1);
  }

  private Answer merges(String merged) {
    return head.post(
        "families/merges",
        """
        {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
         "reasonCode": "REGISTERED_TWICE"}
        """
            .formatted(family, merged),
        1);
  }

  @Test
  void sendsNobodyToAPartnerWhileTheConsentIsBeingWithdrawn() {
    worker
        .post(
            path("consents"),
            """
            {"partner": "NGO-LATE", "purpose": "REFERRAL", "how": "ORAL", "givenOn": "2026-01-01"}
            """)
        .expect(201);
    hold("update consent set withdrawn_how = 'ORAL', version = 2 where family_id = '%s'");
    var referral =
        started(
            () ->
                worker.post(
                    path("referrals"),
                    """
                    {"toPartner": "NGO-LATE", "reason": "EMPLOYMENT", "expiresOn": "2099-01-01"}
                    """));
    awaitWaiting(referral, 1);
    commit();
    referral.join().refuses(409, "consent-missing");
  }

  private String path(String rest) {
    return "families/" + family + "/" + rest;
  }

  private static CompletableFuture<Answer> started(Supplier<Answer> command) {
    return CompletableFuture.supplyAsync(command, Thread::startVirtualThread);
  }

  /**
   * Until so many wait for the test's transaction, one behind another, or the last has answered.
   */
  private void awaitWaiting(CompletableFuture<Answer> last, int howMany) {
    Awaitility.await().until(() -> last.isDone() || waiting() >= howMany);
  }

  private long waiting() {
    return database
        .sql(
            """
            select count(*) as waiting from pg_stat_activity
             where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0
            """)
        .mapValue(Long.class)
        .one()
        .blockOptional()
        .orElseThrow();
  }

  private void hold(String sql) {
    run(sql.formatted(family));
  }

  private void run(String sql) {
    Flux.from(other.createStatement(sql).execute()).flatMap(Result::getRowsUpdated).blockLast();
  }

  private void commit() {
    Mono.from(other.commitTransaction()).block();
  }
}
