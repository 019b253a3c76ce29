package org.retzef.family.linkage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.registration.NationalIds;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a partner and reporting-service make of the same key is made here by hand. */
@RetzefIT
class BridgeIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final byte[] KEY = new byte[32];

  /** More than are read or told at a time, with {@code -Dretzef.families=1200}. */
  private static final int FAMILIES = Integer.getInteger("retzef.families", 12);

  @Autowired private WebTestClient http;
  @Autowired private ConnectionPool pool;

  private final String partner =
      "UNI-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();

  @Test
  void givesTheCommitteeTwoHashesOfEachPersonWhoAgreedAndNothingElse() throws Exception {
    Desk worker = Desk.worker(http);
    String agrees = worker.registers();
    consents(worker, agrees, "RESEARCH", true);
    consents(worker, worker.registers(), "RESEARCH", false);
    consents(worker, worker.registers(), "SHARED_INTAKE", true);

    String bridge = bridge(Base64.getUrlEncoder().withoutPadding().encodeToString(KEY));

    assertThat(bridge)
        .isEqualTo(
            "person,link\r\n%s,%s\r\n"
                .formatted(hash("person/123456782"), hash("shared-one//" + agrees)))
        .doesNotContain("123456782", agrees, "سلمى");
  }

  @Test
  void holdsEachPersonOnceHoweverManyThereAre() throws Exception {
    Desk worker = Desk.worker(http);
    Set<String> links = new HashSet<>();
    for (int i = 0; i < FAMILIES; i++) {
      String family = worker.registers();
      consents(worker, family, "RESEARCH", true);
      links.add(hash("shared-one//" + family));
    }
    List<String> lines =
        bridge(Base64.getUrlEncoder().withoutPadding().encodeToString(KEY)).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("person,link");
    assertThat(lines.stream().skip(1).map(line -> line.split(",")[1]).toList())
        .hasSize(FAMILIES)
        .containsExactlyInAnyOrderElementsOf(links);
  }

  /** Its line in the audit log is written while more people than are told at a time wait. */
  @Test
  void isToldWithOneConnectionHoweverLongItIs() {
    Desk worker = Desk.worker(http);
    for (int family = 0; family < 13; family++) {
      String id = Answers.id(worker.post("/families", ofForty(family)));
      consents(worker, id, "RESEARCH", true);
    }
    LastConnection.with(
        pool,
        () ->
            assertThat(bridge(Base64.getUrlEncoder().withoutPadding().encodeToString(KEY)).lines())
                .hasSize(1 + 13 * 40));
  }

  private static String ofForty(int family) {
    String members =
        IntStream.range(0, 40)
            .mapToObj(
                nth ->
                    """
                    {"givenName": "דנה", "familyName": "לדוגמה", "nationalId": "%s",
                     "birthDate": "1988-05-20", "sex": "FEMALE", "relation": "%s"}
                    """
                        .formatted(
                            NationalIds.of(52_000_000 + family * 40 + nth),
                            nth == 0 ? "HEAD" : "OTHER"))
            .collect(Collectors.joining(","));
    return """
        {"unit": "%s", "preferredLanguage": "he", "phone": "0501234567",
         "address": {"street": "הגפן 3", "city": "קריית גת"}, "members": [%s]}
        """
        .formatted(Desk.DEPARTMENT, members);
  }

  @Test
  void opensForTheCommitteesKeyAlone() {
    for (String wrong : new String[] {"", "x", "AAAA", "A".repeat(42) + "E"}) {
      assertThat(
              Answers.faults(
                  ministry().post("/partner-agreements/" + partner + "/linkage", request(wrong))))
          .containsExactly("committeeKey committee-key-wrong");
    }
  }

  private String bridge(String key) {
    return ministry()
        .post("/partner-agreements/" + partner + "/linkage", request(key))
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  private static String request(String key) {
    return "{\"agreement\": \"shared-one\", \"committeeKey\": \"%s\"}".formatted(key);
  }

  private void consents(Desk worker, String family, String purpose, boolean nationalIds) {
    Answers.id(
        worker.post(
            "/families/" + family + "/consents",
            """
            {"partner": "%s", "purpose": "%s", "how": "SIGNED_FORM", "givenOn": "%s",
             "includesNationalIds": %s}
            """
                .formatted(partner, purpose, TODAY, nationalIds)));
  }

  private Desk ministry() {
    return Desk.of(http, "national-1", "IL", "national-manager");
  }

  private static String hash(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), 16));
  }
}
