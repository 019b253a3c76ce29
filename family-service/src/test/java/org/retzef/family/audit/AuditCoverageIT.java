package org.retzef.family.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.family.Reads;
import org.retzef.family.registration.Requests;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Whom an answer shows, its line names: at every GET of the service's own table, so that a new list
 * that forgets it fails here. That every endpoint leaves a line is AccessMatrixIT's.
 */
@RetzefIT
class AuditCoverageIT {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private AccessRules rules;

  /** A list's line names whom it showed, a search's whom it found: by every role that may ask. */
  @Test
  void aLineNamesEveryFamilyWhoseIdTheAnswerShows() {
    FilledFamily family = filled();
    Set<String> families = new LinkedHashSet<>(texts("select id::text as it from family"));
    List<Reads.Answer> showing = new ArrayList<>();
    new Reads(http, rules)
        .ask(
            family,
            answer -> {
              if (answer.route().equals("/api/v1/audit")) {
                return; // shows lines, and what they name
              }
              Set<String> shown = new LinkedHashSet<>();
              var ids = ID.matcher(answer.body().toString());
              while (ids.find()) {
                shown.add(ids.group());
              }
              shown.retainAll(families);
              if (!shown.isEmpty() && answer.status() == 200) {
                showing.add(answer);
                assertThat(familiesOfTheLastLineOf(family.holder()))
                    .as(answer.path() + " as " + answer.role())
                    .containsAll(shown);
              }
            });
    assertThat(Reads.routes(showing))
        .as("where a family is shown to somebody")
        .contains(
            "/api/v1/families",
            "/api/v1/families/{id}",
            "/api/v1/families/{id}/timeline",
            "/api/v1/families/{id}/completeness",
            "/api/v1/families/{id}/duplicates",
            "/api/v1/enrolments",
            "/api/v1/assignments",
            "/api/v1/transfers",
            "/api/v1/transfers/{id}",
            "/api/v1/referrals",
            "/api/v1/referrals/{id}",
            "/api/v1/emergency-access",
            "/api/v1/units/{path}/plan-reviews",
            "/api/v1/units/{path}/completeness/gaps",
            "/api/v1/units/{path}/assignments/unattended",
            "/api/v1/units/{path}/interventions");
  }

  private FilledFamily filled() {
    Desk national = Desk.of(http, "n-1", "IL", "national-manager");
    String department = "IL.SOUTH.A2560.D71";
    FilledFamily.openDepartment(http, department);
    FilledFamily family = FilledFamily.in(http, department, "נחשוני", 71_000_001, "MAPA");
    FilledFamily.in(http, department, "נחשוני", 71_000_002, "MAPA");
    Desk.of(http, "filler", department, "family-social-worker")
        .post("/families", Requests.family(Map.of(Requests.DEPARTMENT, department)))
        .expectStatus()
        .isCreated(); // whose file has gaps
    String conversion =
        Answers.id(
            national.post(
                "/programmes/MAPA/conversions",
                "{\"unit\": \"%s\", \"from\": \"2026-07-01\"}".formatted(department)));
    national
        .send(
            HttpMethod.POST,
            "/programmes/MAPA/conversions/" + conversion + "/application",
            null,
            "\"1\"",
            null)
        .expectStatus()
        .isOk();
    return family;
  }

  private List<String> familiesOfTheLastLineOf(String actor) {
    return texts(
        """
        select unnest(families)::text as it
          from (select families from audit_line where actor = '%s' order by id desc limit 1) last
        """
            .formatted(actor));
  }

  private List<String> texts(String sql) {
    return database.sql(sql).map(row -> row.get("it", String.class)).all().collectList().block();
  }
}
