package org.retzef.basket.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.ReferenceFile;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The nine lines around the baskets, and budgets that come as a file. */
@RetzefIT
class EnvelopeFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private ConnectionPool pool;

  @Test
  void endsWithTheSharesOfTheSourceInWhateverOrderTheNineLinesArePosted() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      for (int seed = 0; seed < 12; seed++) {
        List<String> lines = lines();
        Collections.shuffle(lines, new Random(seed));
        JsonNode envelope =
            Answers.json(
                manager()
                    .post("/envelopes", envelope(2040 + seed, lines))
                    .expectStatus()
                    .isCreated());
        assertThat(envelope.get("total").asString()).isEqualTo("4184775.00");
        assertThat(amounts(envelope, "amount"))
            .containsExactly("3138581.00", "523097.00", "523097.00");
        assertThat(amounts(envelope, "posted"))
            .containsExactly("3138581.25", "523096.88", "523096.87");
      }
      JsonNode told = new JsonMapper().readTree(events.await(1, "envelope-2040").getFirst().json());
      assertThat(told.get("total").asString()).isEqualTo("4184775.00");
      assertThat(told.get("lines")).hasSize(9);
      assertThat(amounts(told, "amount")).containsExactly("3138581.25", "523096.88", "523096.87");
    }
    LastConnection.with(
        pool, () -> assertThat(manager().read("/envelopes").get("items").size()).isPositive());
    JsonNode proof = manager().read("/ledger/proof");
    assertThat(proof.get("difference").asString()).isEqualTo("0.00");
    proof
        .get("sources")
        .forEach(
            source -> {
              assertThat(source.get("difference").asString()).isEqualTo("0.00");
              assertThat(source.get("offByAnAgora").asInt()).isZero();
            });
  }

  @Test
  void isBorneAsAgreedForTheFirstDayOfItsYear() {
    manager()
        .post(
            "/funding-sources/shares",
            """
            {"fund": "ENVELOPE", "validFrom": "2090-01-01",
             "shares": [{"source": "MINISTRY", "percent": "80"},
                        {"source": "DONORS", "percent": "20"}]}
            """)
        .expectStatus()
        .isCreated();
    JsonNode envelope =
        Answers.json(
            manager().post("/envelopes", envelope(2090, lines())).expectStatus().isCreated());
    assertThat(amounts(envelope, "sharePercent")).containsExactly("80", "20");
    assertThat(amounts(envelope, "posted")).containsExactly("3347820.00", "836955.00");
    JsonNode before =
        Answers.json(
            manager().post("/envelopes", envelope(2089, lines())).expectStatus().isCreated());
    assertThat(amounts(before, "posted")).containsExactly("3138581.25", "523096.88", "523096.87");
  }

  @Test
  void refusesAnOverheadThatIsNotFivePercentNamingTheLine() {
    List<String> lines = lines();
    lines.set(8, line("OVERHEAD", "199275.01"));
    assertThat(Answers.faults(manager().post("/envelopes", envelope(2060, lines))))
        .containsExactly("lines[8].amount overhead-wrong");
    lines.set(8, line("OTHER", "199275.00"));
    assertThat(Answers.faults(manager().post("/envelopes", envelope(2060, lines))))
        .containsExactly("lines overhead-missing");
    lines.set(8, lines.get(0));
    assertThat(Answers.faults(manager().post("/envelopes", envelope(2060, lines))))
        .containsExactlyInAnyOrder("lines[8].code line-twice", "lines overhead-missing");
    assertThat(Answers.faults(manager().post("/envelopes", envelope(2060, lines.subList(0, 8)))))
        .containsExactly("lines envelope-lines");
    Answers.refused(manager().post("/envelopes", envelope(2021, lines())), 409, "envelope-exists");
    Desk.of(http, "n-1", "IL", "national-manager")
        .post("/envelopes", envelope(2060, lines()))
        .expectStatus()
        .isForbidden();
  }

  @Test
  void loadsTheTableOf2021AsAFileAndNamesAWrongCell() {
    String table =
        "\uFEFFtrack_code,track_he,families,basket_ils,total_ils\r\n"
            + ReferenceFile.rows("budget-2021.csv").stream()
                .map(row -> "%s,\"שם, עם פסיק\",%s,%s,%s".formatted((Object[]) row))
                .collect(Collectors.joining("\r\n"))
            + "\r\nTOTAL,סה״כ,4990,,59045000\r\n";
    JsonNode budget = Answers.json(file(2070, "text/csv", table).expectStatus().isCreated());
    assertThat(budget.get("families").asInt()).isEqualTo(4990);
    assertThat(budget.get("total").asString()).isEqualTo("59045000.00");
    assertThat(Answers.faults(file(2071, "text/csv", table.replace("13125000.00", "13125001.00"))))
        .containsExactly("rows[5].total total-wrong");
    assertThat(Answers.faults(file(2071, "text/csv", table.replace("35000.00", "35001.00"))))
        .containsExactly("rows[5].basket total-wrong");
    assertThat(Answers.faults(file(2071, "text/csv", table.replace("375", "376"))))
        .containsExactly("rows[5].families total-wrong");
    assertThat(Answers.faults(file(2071, "text/csv", table.replace("4990", "4991"))))
        .containsExactly("rows[8].families total-wrong");
    assertThat(Answers.faults(file(2071, "text/csv", table.replace("MAPA", "מפה"))))
        .containsExactly("rows[4].track code-invalid");
    assertThat(Answers.faults(file(2071, "text/csv", "a,b\n1,2\n")))
        .containsExactly("header columns-missing");
    String lines =
        """
        {"track": "MAPA", "families": 150, "basket": 8000, "total": "1200000"}
        {"track": "MIFGASH", "families": 360, "basket": "33000.00", "total": 11880000.00}
        """;
    assertThat(
            Answers.json(file(2072, "application/x-ndjson", lines).expectStatus().isCreated())
                .get("total")
                .asString())
        .isEqualTo("13080000.00");
    assertThat(
            Answers.faults(
                file(2073, "application/x-ndjson", lines.replace("\"1200000\"", "\"1,200,000\""))))
        .containsExactly("rows[0].total money-invalid");
    assertThat(
            Answers.faults(
                file(2073, "application/x-ndjson", lines.replace("{", "{\"currency\": \"USD\", "))))
        .containsExactly("rows[0].currency field-unknown");
    assertThat(
            Answers.faults(
                file(2073, "text/csv", "currency,track,families,basket,total\nUSD,A,1,1,1\n")))
        .containsExactly("currency field-unknown");
    for (String total : List.of("1.2e6", "1200000.001", "-1200000", "\"١٢٠٠٠٠٠\"")) {
      assertThat(
              Answers.faults(
                  file(2073, "application/x-ndjson", lines.replace("\"1200000\"", total))))
          .containsExactly("rows[0].total money-invalid");
    }
  }

  private WebTestClient.ResponseSpec file(int year, String type, String content) {
    return manager().sendFile("/budgets/files?year=" + year, type, content);
  }

  @Test
  void needsAKeyForAnEnvelope() {
    manager()
        .send(HttpMethod.POST, "/envelopes", envelope(2061, lines()), null, null)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("idempotency-key-required");
  }

  private static List<String> amounts(JsonNode envelope, String field) {
    List<String> amounts = new ArrayList<>();
    envelope.get("sources").forEach(source -> amounts.add(source.get(field).asString()));
    return amounts;
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    ReferenceFile.rows("envelope-2021.csv").stream()
        .filter(row -> row[0].equals("LINE"))
        .forEach(row -> lines.add(line(row[1], row[4])));
    return lines;
  }

  private static String line(String code, String amount) {
    return "{\"code\": \"%s\", \"nameHe\": \"סעיף\", \"amount\": \"%s\"}".formatted(code, amount);
  }

  private static String envelope(int year, List<String> lines) {
    return "{\"year\": %d, \"lines\": [%s]}".formatted(year, String.join(",", lines));
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }
}
