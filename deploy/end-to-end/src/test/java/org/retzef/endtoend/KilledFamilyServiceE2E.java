package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.retzef.endtoend.Caller.Answer;
import tools.jackson.databind.JsonNode;

/**
 * family-service is killed while it loads files of families, of people of a centre and of a
 * partner's referrals, and answers workers. Afterwards each file is loaded to its end, each row
 * once; and whatever was answered has its line in the audit log, its row and its event.
 */
class KilledFamilyServiceE2E {

  /** Enough to be killed in the midst of it. */
  private static final int FAMILIES = Integer.getInteger("retzef.imported", 5000);

  /** Of the files whose senders wait until they are taken. */
  private static final int PEOPLE = Integer.getInteger("retzef.imported-people", 10_000);

  private static final int REFERRALS = Integer.getInteger("retzef.imported-referrals", 500);

  private static final int WORKERS = 3;
  private static final String DEPARTMENT = "IL.SOUTH.A2630.D1";
  private static final String CENTRE = DEPARTMENT + ".C1";

  private final Platform platform = Platform.running();
  private final Caller worker = new Caller(platform, "worker");
  private final Caller auditor = new Caller(platform, "auditor");

  private final Set<String> answeredContacts = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answeredReads = new AtomicInteger();

  /** A file that is sent again under its key after the service has gone. */
  private record SentFile(Caller caller, String path, int rows, String lines, String key) {

    void sendUntilNobodyAnswers() {
      try {
        caller.upload(path, lines, key);
      } catch (UncheckedIOException gone) {
        if (gone.getCause() instanceof HttpTimeoutException) {
          throw gone; // silent; what is gone knows the file by its key
        }
      }
    }

    void isTakenToItsEnd() {
      Answer repeated = caller.upload(path, lines, key).expect(202);
      assertThat(repeated.response().headers().firstValue("Idempotency-Replayed"))
          .as("it had begun")
          .isPresent();
      Answer ended =
          await()
              .atMost(Duration.ofMinutes(5))
              .until(
                  () -> caller.get(path + "/" + repeated.text("id")).expect(200),
                  found -> found.body().get("ended").asBoolean());
      assertThat(ended.body().get("done").asInt()).isEqualTo(rows);
      assertThat(ended.body().get("repeated").asInt()).as("none twice").isZero();
    }
  }

  private SentFile people() {
    Caller national = new Caller(platform, "national");
    assertThat(
            national
                .post(
                    "/api/v1/units",
                    "{\"path\": \"%s\", \"nameHe\": \"מרכז\", \"openedOn\": \"2020-01-01\"}"
                        .formatted(CENTRE))
                .status())
        .isIn(201, 409);
    return new SentFile(
        new Caller(platform, "otzma"),
        "/api/v1/centres/" + CENTRE + "/service-users/imports",
        PEOPLE,
        rows(
            PEOPLE,
            """
            {"rowKey": "killed-%d", "givenName": "דנה", "familyName": "ייבוא", \
            "birthDate": "1970-01-02", "sex": "UNKNOWN", "joinedOn": "2026-01-15"}
            """),
        "killed-people");
  }

  private SentFile referrals() {
    return new SentFile(
        new Caller(platform, "ngo"),
        "/api/v1/partner/imports",
        REFERRALS,
        rows(
            REFERRALS,
            """
            {"reference": "killed-%d", "unit": "DEPARTMENT", "reason": "RIGHTS", \
            "person": {"givenName": "דנה", "familyName": "ייבוא", "phone": "050-1234567", \
            "preferredLanguage": "he"}, "consent": {"how": "ORAL", "givenOn": "2026-01-15"}}
            """
                .replace("DEPARTMENT", DEPARTMENT)),
        "killed-referrals");
  }

  private static String rows(int count, String row) {
    return IntStream.range(0, count).mapToObj(row::formatted).collect(Collectors.joining());
  }

  @Test
  void finishesTheFilesAndHasALineARowAndAnEventOfAllThatItAnswered() {
    String family = new Story(platform, "501234571").registersAFamilyWithTwoChildren().familyId();
    long before = families();
    String imported;
    List<SentFile> files = List.of(people(), referrals());
    long people = figure(CENTRE, "serviceUsers");
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS + files.size());
    try {
      List<? extends Future<?>> sent =
          files.stream().map(file -> workers.submit(file::sendUntilNobodyAnswers)).toList();
      for (int i = 0; i < WORKERS; i++) {
        workers.submit(() -> workUntilNobodyAnswers(family));
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> figure(CENTRE, "serviceUsers") > people && anyReferral());
      imported = worker.upload("/api/v1/family-imports", file()).expect(202).text("id");
      long loaded =
          await()
              .pollInterval(Duration.ofMillis(20))
              .atMost(Duration.ofMinutes(5))
              .until(() -> loaded(imported), some -> some > 0);
      assertThat(sent).as("under way when the kill comes").anyMatch(one -> !one.isDone());
      platform.kill("family-service");
      assertThat(loaded).as("killed in the midst of the file").isLessThan(FAMILIES);
    } finally {
      workers.shutdownNow();
    }
    platform.up();

    await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> stateOf(imported).text("state").equals("DONE"));
    assertThat(loaded(imported)).isEqualTo(FAMILIES);
    assertThat(families()).as("each once").isEqualTo(before + FAMILIES);
    files.forEach(SentFile::isTakenToItsEnd);
    assertThat(figure(CENTRE, "serviceUsers")).isEqualTo(people + PEOPLE);
    assertNothingAnsweredIsLost(family);
  }

  private boolean anyReferral() {
    return !new Caller(platform, "ngo")
        .get("/api/v1/partner/referrals?limit=1")
        .expect(200)
        .body()
        .get("items")
        .isEmpty();
  }

  /** Logs a contact, reads the family, and so on, until the service is gone. */
  private void workUntilNobodyAnswers(String family) {
    try {
      while (true) {
        Answer logged = worker.post("/api/v1/families/" + family + "/contacts", contact());
        if (logged.status() != 201) {
          return;
        }
        answeredContacts.add(logged.text("id"));
        if (worker.get("/api/v1/families/" + family).status() != 200) {
          return;
        }
        answeredReads.incrementAndGet();
      }
    } catch (UncheckedIOException gone) {
      // the connection broke: what it carried was not answered
    }
  }

  private static String contact() {
    return """
        {"kind": "CALL", "direction": "BY_WORKER", "happenedOn": "%s", "domains": []}
        """
        .formatted(Platform.today());
  }

  private static String file() {
    return IntStream.range(0, FAMILIES)
        .mapToObj(
            i ->
                """
                {"familyKey": "killed-%d", "unit": "%s", "preferredLanguage": "he", \
                "phone": "0501234567", "address": {"street": "הגפן 3", "city": "קריית גת"}, \
                "members": [{"givenName": "דנה", "familyName": "ייבוא", \
                "birthDate": "1990-01-01", "sex": "FEMALE", "relation": "HEAD"}]}
                """
                    .formatted(i, DEPARTMENT))
        .collect(Collectors.joining());
  }

  private void assertNothingAnsweredIsLost(String family) {
    assertThat(answeredContacts).as("there was work under way").isNotEmpty();
    List<String> contacts =
        all(worker, "/api/v1/families/" + family + "/contacts?").stream()
            .map(contact -> contact.get("id").asString())
            .toList();
    assertThat(contacts).containsAll(answeredContacts).doesNotHaveDuplicates();

    List<String> lines =
        all(auditor, "/api/v1/audit?familyId=" + family + "&").stream()
            .map(
                line ->
                    line.get("method").asString()
                        + line.get("route").asString()
                        + line.get("status"))
            .toList();
    assertThat(lines.stream().filter("POST/api/v1/families/{id}/contacts201"::equals))
        .as("one line of each contact that is there")
        .hasSameSizeAs(contacts);
    assertThat(lines.stream().filter("GET/api/v1/families/{id}200"::equals))
        .hasSizeGreaterThanOrEqualTo(answeredReads.get());
    Platform.Result audit = platform.retzef("audit");
    assertThat(audit.code()).as(audit.output()).isZero();
    assertThat(audit.output()).contains("The audit log is unbroken");

    EventsSeen seen =
        EventsSeen.until(platform, some -> toldContacts(some, family) >= contacts.size());
    assertThat(toldContacts(seen, family)).isEqualTo(contacts.size());
  }

  /** Each once: an event may be told again. */
  private static int toldContacts(EventsSeen seen, String family) {
    return seen.told("contact.logged.v1").getOrDefault(family, Set.of()).size();
  }

  private static List<JsonNode> all(Caller caller, String path) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = caller.get(path + "limit=200" + cursor).expect(200).body();
      page.get("items").forEach(all::add);
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
    } while (!cursor.isEmpty());
    return all;
  }

  private long loaded(String imported) {
    return stateOf(imported).body().get("loaded").asLong();
  }

  private Answer stateOf(String imported) {
    return worker.get("/api/v1/family-imports/" + imported).expect(200);
  }

  private long families() {
    return figure(DEPARTMENT, "families");
  }

  private long figure(String unit, String name) {
    return worker
        .get("/api/v1/units/" + unit + "/figures")
        .expect(200)
        .body()
        .at("/total/" + name)
        .asLong();
  }
}
