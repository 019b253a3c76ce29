package org.retzef.training.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class WorkshopFlowIT {

  private static final String DISTRICT = "IL.WORKSHOPS";
  private static final String FIGURES = "/api/v1/workshops?from=2020-01-01&until=2020-12-31";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void countsThirtyFiveCentresAndTenAuthoritiesOutOfItsRecords() {
    Calls calls = new Calls(http);
    String[] centres =
        IntStream.rangeClosed(1, 35)
            .mapToObj(n -> DISTRICT + ".A" + (n % 7 + 1) + ".D1.C" + n)
            .toArray(String[]::new);
    String[] authorities =
        IntStream.rangeClosed(1, 10).mapToObj(n -> DISTRICT + ".A" + n).toArray(String[]::new);
    TestUnits.plant(database, centres);
    TestUnits.plant(database, authorities);
    for (String centre : centres) {
      hold(calls, "PATIENT_RIGHTS", centre, "BOTH", 201);
    }
    hold(calls, "PATIENT_RIGHTS", centres[0], "CLIENTS", 201); // again in the same centre
    for (String authority : authorities) {
      hold(calls, "DIGITAL_LITERACY", authority, "WORKERS", 201);
    }
    hold(calls, "DIGITAL_LITERACY", DISTRICT + ".NOWHERE", "WORKERS", 404);
    String coordinator = TestTokens.token("c-1", DISTRICT, "district-coordinator");
    JsonNode figures = calls.get(coordinator, FIGURES).get("items");
    assertThat(figures.at("/0/kind").asString()).isEqualTo("DIGITAL_LITERACY");
    assertThat(figures.at("/0/authorities").asInt()).isEqualTo(10);
    assertThat(figures.at("/1/workshops").asInt()).isEqualTo(36);
    assertThat(figures.at("/1/centres").asInt()).isEqualTo(35);
    assertThat(calls.get(Calls.STRANGER, FIGURES).get("items")).isEmpty();
  }

  private static void hold(Calls calls, String kind, String unit, String audience, int status) {
    calls.post(
        Calls.TRAINING,
        "/api/v1/workshops",
        """
        {"kind": "%s", "unit": "%s", "heldOn": "2020-06-01", "audience": "%s", "participants": 12}
        """
            .formatted(kind, unit, audience),
        status);
  }
}
