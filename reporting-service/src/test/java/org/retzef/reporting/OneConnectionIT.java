package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.Questions;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.sharing.Ministry;
import org.retzef.reporting.sharing.suppression.TestReleases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each address, with one connection for all that the service does. */
@RetzefIT
class OneConnectionIT {

  private static final String AGREEMENT = "/api/v1/sharing-agreements/one-connection";

  /** What a list holds open shows from its second row on. */
  private static final LocalDate FIRST = LocalDate.of(2019, 6, 1);

  private static final LocalDate SECOND = LocalDate.of(2019, 12, 1);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ConnectionPool pool;
  @Autowired private ApplicationContext service;
  @Autowired private AccessRules rules;

  private final String reader =
      TestTokens.of("reader-1")
          .unit("IL")
          .roles("national-manager", "data-analyst", "department-head", "auditor")
          .claim("partner", "ONE")
          .claim("scope", "shared-sets:read shared-sets:bureau")
          .signed();

  @Test
  void noneHoldsAConnectionWhileItWaitsForAnother() {
    someMeasuresAreFolded();
    TestReleases.make(service, FIRST);
    TestReleases.make(service, SECOND);
    Ministry ministry = new Ministry(http);
    ministry.agreesLive("one-connection", Ministry.terms("ONE"));
    ministry.credentials("one-connection");
    String screen =
        ministry
            .send("POST", AGREEMENT + "/screen", Ministry.MANAGER, null, null, 201)
            .get("path")
            .asString();
    List<String> addresses = Stream.concat(Stream.of(screen), addresses()).toList();
    Questions questions = new Questions(http, rules);
    assertThat(questions.notAmong(addresses))
        .as("never asked here; the stream asks one thing again and again")
        .containsExactly("/api/v1/dashboards/changes");
    LastConnection.with(
        pool,
        () -> assertThat(addresses).allMatch(address -> questions.isAnswered(address, reader)));
  }

  private static Stream<String> addresses() {
    String id = "/" + UUID.randomUUID();
    return Stream.concat(
        Stream.of(
                "reports/headline",
                "reports/training-effect?from=2026-03&to=2026-03&months=3",
                "reports/site-use?from=2026-03-01&to=2026-03-31",
                "reports/site-use/rows?from=2026-03-01&to=2026-03-31",
                "reports/extracts",
                "reports/extracts" + id,
                "reports/extracts" + id + "/rows",
                "indicators",
                "aims",
                "indicators/active_families_noshmim?by=department",
                "exports/active_families_noshmim?format=csv&by=district",
                "lineage/active_families_noshmim",
                "lineage/active_families_noshmim?by=track&key=NOSHMIM_ROUTINE",
                "contradictions",
                "proof",
                "shared-sets",
                "shared-sets/one-connection",
                "sharing-agreements",
                "sharing-agreements/bureau-log")
            .map(path -> "/api/v1/" + path),
        Stream.concat(
            Stream.of(
                    "",
                    "/credentials",
                    "/extracts",
                    "/extracts" + id,
                    "/extracts" + id + "/rows",
                    "/bureau-transfers" + id,
                    "/bureau-transfers" + id + "/rows",
                    "/linkages" + id,
                    "/linkages" + id + "/rows")
                .map(path -> AGREEMENT + path),
            Stream.of(
                    "",
                    "/dashboard.js",
                    "/dashboard.css",
                    "/newsletter",
                    "/newsletter.js",
                    "/newsletter.css",
                    "/reader.js",
                    "/echarts.js")
                .map(path -> "/dashboard" + path)));
  }

  private void someMeasuresAreFolded() {
    try (var feed = new Feed()) {
      UUID family = UUID.randomUUID();
      feed.tell(
          feed.enrolled(family, UUID.randomUUID(), "NOSHMIM", FIRST),
          feed.enrolled(family, UUID.randomUUID(), "MAPA", FIRST),
          feed.planned("NOSHMIM", "NOSHMIM_ROUTINE", "2020", 10, 1));
    }
    await()
        .until(
            () ->
                database
                    .sql("select count(distinct measure) from fact")
                    .mapValue(Long.class)
                    .one()
                    .block(),
            measures -> measures > 1);
  }
}
