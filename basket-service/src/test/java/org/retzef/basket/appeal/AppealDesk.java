package org.retzef.basket.appeal;

import org.retzef.basket.Desk;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What appeals are made of: the silence that they are against, their words, and their rows. */
final class AppealDesk {

  static final String REOPEN = "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}";
  static final String CONFIRM = "{\"outcome\":\"CONFIRMED\",\"reasonCode\":\"DECISION_STANDS\"}";

  private final DatabaseClient database;

  AppealDesk(DatabaseClient database) {
    this.database = database;
  }

  ResponseSpec appeals(Desk desk, String request) {
    return desk.post(
        "/appeals",
        "{\"requestId\":\"%s\",\"ground\":\"FACTS_WRONG\",\"note\":\"אין קרן כזאת\"}"
            .formatted(request));
  }

  void silentForThirtyDays(String id) {
    execute(
        "update basket_request set submitted_at = now() - interval '30 days' where id = '%s'", id);
  }

  /** Past the service. */
  void execute(String sql, String id) {
    database.sql(sql.formatted(id)).then().block();
  }

  long count(String sql, String id) {
    return database.sql(sql.formatted(id)).map(row -> row.get(0, Long.class)).one().block();
  }
}
