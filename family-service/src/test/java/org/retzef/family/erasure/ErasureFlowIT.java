package org.retzef.family.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class ErasureFlowIT {

  private static final String WHY =
      "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}";

  /** Made-up words that stand nowhere else. */
  private static final List<String> CANARIES =
      List.of("קנריתא", "קנריתב", "קנריתג", "קנריתרחוב", "קנריתישן", "972526543210", "999999998");

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
  void leavesNothingReadableAndAllCountsAsTheyWere() {
    String family = familyOfCanaries();
    assertThat(worker.get("families/" + family).content()).contains("קנריתא", "999999998");
    assertThat(found("קנריתא")).isEqualTo(1);
    assertThat(rowsThatHangOnTheKey(family)).isGreaterThan(2);
    Map<String, Object> counts = counts();
    long version = worker.get("families/" + family).version();

    Answer erased = head.post(erasure(family), WHY, version).expect(201);
    assertThat(erased.text("members")).isEqualTo("3");
    assertThat(erased.text("minors")).isEqualTo("2");

    assertThat(counts()).isEqualTo(counts);
    assertThat(rowsThatHangOnTheKey(family)).isZero();
    assertThat(found("קנריתא")).isZero();
    assertThat(tablesThatHold(CANARIES)).isEmpty();
    assertThat(sealedIdentities(family)).isZero();
  }

  /** So that a green scan means something: it finds what is there. */
  @Test
  void theScanFindsACanaryInTheOpenAndInBytes() {
    database
        .sql("create table if not exists cage (words text, bytes bytea)")
        .then()
        .then(
            database
                .sql("insert into cage values ('xקנריתכלוב', convert_to('קנריתבתים', 'UTF8'))")
                .then())
        .block();
    assertThat(tablesThatHold(List.of("קנריתכלוב"))).containsExactly("cage");
    assertThat(tablesThatHold(List.of("קנריתבתים"))).containsExactly("cage");
    database.sql("drop table cage").then().block();
  }

  @Test
  void showsAnErasedFamilyAsErasedEverywhere() {
    String family = familyOfCanaries();
    head.post(erasure(family), WHY, worker.get("families/" + family).version()).expect(201);
    Answer shown = worker.get("families/" + family).expect(200);
    assertThat(shown.body().get("members")).hasSize(3);
    assertThat(shown.body().get("phone").isNull()).isTrue();
    assertThat(shown.body().get("erasedAt").isNull()).isFalse();
    assertThat(shown.text("members/0/birthDate")).isEqualTo("1988-01-01");
    for (String path :
        List.of("", "?asOf=2026-01-01", "/members", "/changes", "/contact-details/history")) {
      Answer answer = worker.get("families/" + family + path).expect(200);
      CANARIES.forEach(canary -> assertThat(answer.content()).doesNotContain(canary));
    }
    Answer list = worker.get("families?limit=200").expect(200);
    assertThat(list.content()).contains(family);
    assertThat(head.get(erasure(family)).expect(200).text("reasonCode")).isEqualTo("FAMILY_ASKED");
  }

  @Test
  void nothingOfAnErasedFamilyIsChangedAnyMore() {
    String family = worker.registered();
    String child = worker.member(family, "CHILD", 0);
    Answer first =
        head.send(HttpMethod.POST, erasure(family), WHY, "\"1\"", "erase-" + family).expect(201);
    Answer again =
        head.send(HttpMethod.POST, erasure(family), WHY, "\"1\"", "erase-" + family).expect(201);
    assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.text("erasedAt")).isEqualTo(first.text("erasedAt"));
    head.post(erasure(family), WHY, 2).refuses(409, "family-erased");
    String path = "families/" + family;
    worker.patch(path, "{\"phone\": \"0541112222\"}", 2).refuses(409, "family-erased");
    worker
        .patch(path + "/members/" + child, "{\"givenName\": \"א\"}", 2)
        .refuses(409, "family-erased");
    worker
        .post(path + "/enrolments", "{\"track\": \"MAPA\", \"startDate\": \"2026-01-01\"}")
        .refuses(409, "family-erased");
  }

  @Test
  void tellsTheErasureOnceAndOnlyByIds() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String family = worker.registered();
      head.post(erasure(family), WHY, 1).expect(201);
      TestEvent told = events.await(2, family).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.family.erased.v1");
      assertThat(told.json()).contains(family).doesNotContain("אלדוגמה", "FAMILY_ASKED");
    }
  }

  @Test
  void ofAChangeAndAnErasureAtOnceOneIsRefused() {
    String family = worker.registered();
    List<Integer> statuses =
        Stream.<java.util.function.Supplier<Answer>>of(
                () -> head.post(erasure(family), WHY, 1),
                () -> worker.patch("families/" + family, "{\"phone\": \"0541112222\"}", 1))
            .map(CompletableFuture::supplyAsync)
            .toList()
            .stream()
            .map(answer -> answer.join().status())
            .toList();
    assertThat(statuses).isIn(List.of(201, 412), List.of(201, 409), List.of(412, 200));
  }

  @Test
  void letsHeadsEraseTheirDepartmentAndTheNationalManagerAnyWithoutSeeingThem() {
    String family = worker.registered();
    worker.post(erasure(family), WHY, 1).expect(403);
    FamilyDesk.of(http, "IL.SOUTH.A0070.D1", "department-head")
        .post(erasure(family), WHY, 1)
        .refuses(404, "family-not-found");
    FamilyDesk national = FamilyDesk.of(http, "IL", "national-manager");
    national.get("families/" + family).expect(403);
    Answer stale = national.post(erasure(family), WHY, 9).refuses(412, "state-changed");
    assertThat(stale.content()).doesNotContain("אלדוגמה", "501234567");
    assertThat(stale.text("current/version")).isEqualTo("1");
    head.send(HttpMethod.POST, erasure(family), WHY, null, null).refuses(428, "if-match-required");
    national
        .post(erasure(family), "{\"reasonCode\": \"BECAUSE\"}", 1)
        .faults("reasonCode: value-unknown", "legalBasis: required");
    national.post(erasure(family), WHY, national.get(erasure(family)).version()).expect(201);
  }

  private String familyOfCanaries() {
    String family =
        worker.registered(
            Requests.family(
                Map.of(
                    "سلمى", "קנריתא",
                    "רامי", "קנריתב",
                    "אלדוגמה", "קנריתב",
                    "נור", "קנריתג",
                    "הגפן 3", "קנריתישן 3",
                    "123456782", "999999998",
                    "050-123-4567", "052-654-3210")));
    worker
        .patch(
            "families/" + family, "{\"address\": {\"street\": \"קנריתרחוב\", \"city\": \"א\"}}", 1)
        .expect(200);
    worker
        .patch(
            "families/" + family + "/members/" + worker.member(family, "CHILD", 1),
            "{\"givenName\": \"קנריתג\"}",
            2)
        .expect(200);
    return family;
  }

  private static String erasure(String family) {
    return "families/" + family + "/erasure";
  }

  private int found(String name) {
    return worker.get("families?query=" + name).expect(200).body().get("items").size();
  }

  private Map<String, Object> counts() {
    return database
        .sql(
            """
            select (select count(*) from family) as families, (select count(*) from member) as members,
                   (select count(*) from member where birth_date > '2008-12-31') as children,
                   (select count(*) from enrolment) as enrolments
            """)
        .fetch()
        .one()
        .block();
  }

  private long rowsThatHangOnTheKey(String family) {
    return number(
        """
        select (select count(*) from family_key where family_id = '%1$s')
             + (select count(*) from family_search where family_id = '%1$s')
             + (select count(*) from file_change where family_id = '%1$s')
             + (select count(*) from former_contact where family_id = '%1$s') as found
        """
            .formatted(family));
  }

  private long sealedIdentities(String family) {
    return number(
        "select count(sealed_identity) as found from member where family_id = '" + family + "'");
  }

  private long number(String sql) {
    return database.sql(sql).map(row -> row.get("found", Long.class)).one().block();
  }

  /** Every column of every table, as text and as the bytes of a text. */
  private List<String> tablesThatHold(List<String> words) {
    List<String> tables =
        database
            .sql(
                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
            .map(row -> row.get("relname", String.class))
            .all()
            .collectList()
            .block();
    return tables.stream()
        .filter(table -> words.stream().anyMatch(word -> holds(table, word)))
        .toList();
  }

  private boolean holds(String table, String word) {
    return number(
            "select count(*) as found from %s as t where strpos(t::text, '%s') + strpos(t::text, '%s') > 0"
                .formatted(
                    table, word, HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8))))
        > 0;
  }
}
