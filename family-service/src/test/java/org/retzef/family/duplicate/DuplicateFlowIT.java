package org.retzef.family.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.duplicate.DuplicateDesk.HERE;
import static org.retzef.family.duplicate.DuplicateDesk.STRANGER;
import static org.retzef.family.duplicate.DuplicateDesk.THERE;
import static org.retzef.family.duplicate.DuplicateDesk.WORKER;
import static org.retzef.family.duplicate.DuplicateDesk.family;
import static org.retzef.family.duplicate.DuplicateDesk.idNumber;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every test has people of its own: what another test registered is never alike. */
@RetzefIT
class DuplicateFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  private DuplicateDesk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new DuplicateDesk(http);
  }

  @Test
  void showsAFamilyThatIsThereTwiceWithTheReasons() {
    String id = idNumber();
    String one =
        desk.registered(WORKER, family(HERE, "ציפורה", "אזולאי", id, "1979-03-11", "0501110001"));
    String other =
        desk.registered(WORKER, family(HERE, "צפורה", "אזולאי", id, "1979-03-11", "0501110002"));
    JsonNode candidates = desk.duplicates(WORKER, one);
    assertThat(candidates).hasSize(1);
    assertThat(candidates.at("/0/family/id").asString()).isEqualTo(other);
    assertThat(candidates.at("/0/family/headGivenName").asString()).isEqualTo("צפורה");
    assertThat(candidates.at("/0/reasons").toString()).isEqualTo("[\"SAME_NATIONAL_ID\"]");
    assertThat(candidates.at("/0/score").asDouble()).isEqualTo(0.97);
    assertThat(candidates.at("/0/department").isNull()).isTrue();
    assertThat(desk.duplicates(WORKER, other).at("/0/family/id").asString()).isEqualTo(one);
  }

  @Test
  void findsSomebodyWithoutIdNumberByNameAndADateWrittenTheOtherWay() {
    String one =
        desk.registered(
            WORKER, family(HERE, "إبراهيم", "الهواشلة", null, "1964-02-07", "0501120001"));
    String other =
        desk.registered(
            WORKER, family(HERE, "ابراهيم", "هواشله", null, "1964-07-02", "0501120002"));
    JsonNode candidates = desk.duplicates(WORKER, one);
    assertThat(candidates.at("/0/family/id").asString()).isEqualTo(other);
    assertThat(candidates.at("/0/reasons").toString())
        .contains("SIMILAR_NAME_AND_SWAPPED_BIRTH_DATE");
  }

  @Test
  void tellsOfAFamilyElsewhereOnlyWhomToCall() {
    String id = idNumber();
    String there =
        desk.registered(STRANGER, family(THERE, "סימה", "וקנין", id, "1971-08-09", "0501130001"));
    String here =
        desk.registered(WORKER, family(HERE, "סימה", "וקנין", id, "1971-08-09", "0501130001"));
    byte[] body =
        desk.send(HttpMethod.GET, WORKER, "/" + here + "/duplicates", null)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    JsonNode candidate = json.readTree(body).at("/items/0");
    assertThat(candidate.get("family").isNull()).isTrue();
    assertThat(candidate.at("/department/unit").asString()).isEqualTo(THERE);
    assertThat(candidate.at("/department/nameHe").asString()).isNotBlank();
    assertThat(candidate.get("reasons").toString()).contains("SAME_NATIONAL_ID", "SAME_PHONE");
    assertThat(new String(body, StandardCharsets.UTF_8))
        .doesNotContain(there, "סימה", "וקנין", id, "1130001", "1971");
    desk.send(HttpMethod.GET, WORKER, "/" + there + "/duplicates", null)
        .expectStatus()
        .isNotFound();
  }

  @Test
  void checksBeforeRegisteringAndForbidsNothing() {
    String id = idNumber();
    String family = family(HERE, "מזל", "סויסה", id, "1985-12-01", "0501140001");
    assertThat(check(WORKER, family)).isEmpty();
    String there = desk.registered(WORKER, family);
    JsonNode candidates = check(WORKER, family);
    assertThat(candidates.at("/0/family/id").asString()).isEqualTo(there);
    assertThat(check(WORKER, family)).hasSize(1);
    desk.registered(WORKER, family);
    desk.send(
            HttpMethod.POST,
            WORKER,
            "/duplicate-checks",
            family.replace("1985-12-01", "1985-13-01"))
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void tellsApartWhatIsHereAlreadyAndWhatStandsInTheFileTwice() {
    String known = family(HERE, "ברכה", "אילוז", idNumber(), "1977-07-01", "0501180001");
    String here = desk.registered(WORKER, known);
    String twice = family(HERE, "אהובה", "קדוש", idNumber(), "1966-06-02", "0501180002");
    String alone = family(HERE, "טובה", "מלכה", idNumber(), "1955-05-03", "0501180003");
    byte[] body =
        desk.send(
                HttpMethod.POST,
                WORKER,
                "/duplicate-checks/files",
                "{\"families\": [" + String.join(",", known, twice, alone, twice) + "]}")
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    JsonNode rows = json.readTree(body).get("items");
    assertThat(rows).hasSize(4);
    assertThat(rows.at("/0/alreadyHere/0/family/id").asString()).isEqualTo(here);
    assertThat(rows.at("/0/inFile")).isEmpty();
    assertThat(rows.at("/1/alreadyHere")).isEmpty();
    assertThat(rows.at("/1/inFile/0/row").asInt()).isEqualTo(4);
    assertThat(rows.at("/3/inFile/0/row").asInt()).isEqualTo(2);
    assertThat(rows.at("/2/alreadyHere")).isEmpty();
    assertThat(rows.at("/2/inFile")).isEmpty();
    desk.send(HttpMethod.POST, WORKER, "/duplicate-checks/files", "{\"families\": []}")
        .expectStatus()
        .isBadRequest();
  }

  private JsonNode check(String token, String family) {
    byte[] body =
        desk.send(HttpMethod.POST, token, "/duplicate-checks", family)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body).get("items");
  }
}
