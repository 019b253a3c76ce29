package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.family.centre.OtzmaCentres.person;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.retzef.family.Api;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Files of service users: sends them, and reads what became of them. */
final class PeopleFiles {

  private final OtzmaCentres centres;
  private final DatabaseClient database;

  PeopleFiles(OtzmaCentres centres, DatabaseClient database) {
    this.centres = centres;
    this.database = database;
  }

  static String state(Api.Answer told) {
    return told.text("state");
  }

  static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> row("row-" + i, "כושלת", null))
        .collect(Collectors.joining());
  }

  Api.Answer upload(String centre, String file, String key) {
    return uploadWith(centre, "", file, key);
  }

  Api.Answer uploadWith(String centre, String query, String file, String key) {
    return centres
        .worker(centre)
        .send(
            HttpMethod.POST,
            "/centres/" + centre + "/service-users/imports" + query,
            file,
            Map.of(HttpHeaders.CONTENT_TYPE, "application/x-ndjson", "Idempotency-Key", key));
  }

  Api.Answer awaitEnded(String centre, Api.Answer begun) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> shown(centre, begun), found -> found.body().path("ended").asBoolean(false));
  }

  Api.Answer shown(String centre, Api.Answer begun) {
    return centres
        .worker(centre)
        .get("/centres/" + centre + "/service-users/imports/" + begun.text("id"));
  }

  void assertNothingWaits() {
    assertThat(number("select count(*) from row_import_portion")).isZero();
    assertThat(number("select count(*) from row_import where wrapped_key is not null")).isZero();
  }

  long number(String sql) {
    return database.sql(sql).map(row -> row.get(0, Long.class)).one().block();
  }

  static String row(String key, String givenName, String nationalId) {
    return "{\"rowKey\": \"%s\", %s\n"
        .formatted(key, person(givenName, nationalId).strip().substring(1).replace("\n", " "));
  }

  Api.Answer upload(Api caller, String centre, String query, String file) {
    return caller.send(
        HttpMethod.POST,
        "/centres/" + centre + "/service-users/imports" + query,
        file,
        Map.of(HttpHeaders.CONTENT_TYPE, "application/x-ndjson"));
  }

  static List<String> faults(Api.Answer told) {
    return told.body()
        .get("faults")
        .valueStream()
        .map(
            fault ->
                "%d %s %s"
                    .formatted(
                        fault.get("row").asInt(),
                        fault.get("field").asString(),
                        fault.get("code").asString()))
        .toList();
  }

  static String counts(Api.Answer told) {
    JsonNode body = told.body();
    return "%d %d %d"
        .formatted(
            body.get("done").asInt(), body.get("repeated").asInt(), body.get("refused").asInt());
  }

  Api.Answer uploadCsv(String centre, String query, String file) {
    return centres
        .worker(centre)
        .send(
            HttpMethod.POST,
            "/centres/" + centre + "/service-users/imports" + query,
            file,
            Map.of(HttpHeaders.CONTENT_TYPE, "text/csv"));
  }
}
