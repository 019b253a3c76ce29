package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class ScreeningAtOnceIT {

  private static final int AT_ONCE = 50;

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;

  @Test
  void opensEachCaseOnceHoweverManyScreenTheFamilyAtOnce() throws Exception {
    Desk desk = new Desk(http);
    UUID family = new TestFamilies(database).registered(Desk.DEPARTMENT, 3, 2);
    String screening =
        """
        {"familyId":"%s","asOf":"2026-03-01","answers":[
          {"fact":"child.age","value":5},{"fact":"child.isResident","value":true},
          {"fact":"person.isResident","value":true}]}"""
            .formatted(family);
    Callable<Integer> screen =
        () -> {
          var answer = Patiently.ask(() -> desk.post(Desk.WORKER, "screenings", screening));
          assertThat(answer.getStatus().value()).isEqualTo(201);
          return json.readTree(answer.getResponseBody()).get("casesOpened").asInt();
        };
    int opened = 0;
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var answer : threads.invokeAll(Collections.nCopies(AT_ONCE, screen))) {
        opened += answer.get();
      }
    }
    assertThat(opened).isPositive();
    assertThat(count("take_up_case where family_id = '%s'", family)).isEqualTo(opened);
    assertThat(
            count(
                "take_up_move where case_id in (select id from take_up_case where family_id = '%s')",
                family))
        .isEqualTo(opened);
    assertThat(
            count(
                "outbox where type = 'org.retzef.take-up.opened.v1' and payload like '%%%s%%'",
                family))
        .isEqualTo(opened);
    assertThat(count("screening where family_id = '%s'", family)).isEqualTo(AT_ONCE);
  }

  private long count(String from, UUID family) {
    return database
        .sql("select count(*) as n from " + from.formatted(family))
        .map(row -> row.get("n", Long.class))
        .one()
        .block();
  }
}
