package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.centre.OtzmaCentres.person;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Service users who come to a centre in a file. */
@RetzefIT
class ServiceUserImportFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private OtzmaCentres centres;

  @BeforeEach
  void centres() {
    centres = new OtzmaCentres(http);
  }

  @Test
  void takesAFileOfPeopleInOnceHoweverOftenItComes() {
    String department = centres.newDepartment("D50");
    String first = centres.newUnit(department + ".C1");
    String second = centres.newUnit(department + ".C2");
    String known =
        centres
            .worker(first)
            .post("/centres/" + first + "/service-users", person("ידועה", "000000034"))
            .text("id");
    String file =
        row("1", "אחת", null)
            + row("2", "ידועה", "000000034")
            + row("1", "אחת", null)
            + row("3", "שתיים", "000000034").replace("2026-01-15", "2026-02-15")
            + row("4", "שלוש", null).replace("1970-01-02", "2999-01-01")
            + row("5", "ארבע", null).replace("2026-01-15", "2019-12-31")
            + "{]\n";
    Api.Answer checked = upload(centres.worker(second), second, "?dryRun=true", file);
    assertThat(counts(checked)).isEqualTo("3 1 3");
    assertThat(centres.unitFigure(second, "serviceUsers")).isZero();
    Api.Answer done = upload(centres.worker(second), second, "", file);
    assertThat(done.status()).isEqualTo(202);
    assertThat(counts(done)).isEqualTo("2 1 4");
    assertThat(done.body().get("faults").toString())
        .isEqualTo(
            """
            [{"row":5,"field":"birthDate","code":"date-in-future"},\
            {"row":6,"field":"joinedOn","code":"unit-closed"},\
            {"row":7,"field":"","code":"body-malformed"},\
            {"row":4,"field":"joinedOn","code":"in-centre-already"}]""");
    assertThat(counts(upload(centres.worker(second), second, "", file))).isEqualTo("0 3 4");
    assertThat(centres.unitFigure(second, "serviceUsers"))
        .as("one counts where she was")
        .isEqualTo(1);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(2);
    assertThat(told(known)).isEqualTo(2);
    Api.Answer shown =
        centres.worker(second).get(done.headers().getLocation().toString().replace("/api/v1", ""));
    assertThat(counts(shown)).isEqualTo("2 1 4");
    Api other = centres.worker(first);
    assertThat(upload(other, second, "", file).status()).isEqualTo(404);
    assertThat(other.get("/centres/" + first + "/service-users/imports/" + done.text("id")).code())
        .isEqualTo("import-not-found");
  }

  private static String row(String key, String givenName, String nationalId) {
    return "{\"rowKey\": \"%s\", %s\n"
        .formatted(key, person(givenName, nationalId).strip().substring(1).replace("\n", " "));
  }

  private Api.Answer upload(Api caller, String centre, String query, String file) {
    return caller.send(
        HttpMethod.POST,
        "/centres/" + centre + "/service-users/imports" + query,
        file,
        Map.of(HttpHeaders.CONTENT_TYPE, "application/x-ndjson"));
  }

  private static String counts(Api.Answer told) {
    JsonNode body = told.body();
    return "%d %d %d"
        .formatted(
            body.get("done").asInt(), body.get("repeated").asInt(), body.get("refused").asInt());
  }

  private long told(String person) {
    return database
        .sql("select count(*) from outbox where aggregate_id = :person")
        .bind("person", person)
        .map(row -> row.get(0, Long.class))
        .one()
        .block();
  }
}
