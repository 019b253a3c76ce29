package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.endtoend.Caller.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Too much of everything, against the platform as it runs: it stays small, and others are served.
 */
class FloodE2E {

  /** With 10,000 the tests' JVM and the gateway need as many descriptors each. */
  private static final int CONNECTIONS = Integer.getInteger("retzef.connections", 2_000);

  private static final List<String> LOGINS =
      List.of(
          "national",
          "head",
          "worker",
          "basket",
          "training",
          "rights",
          "analyst",
          "auditor",
          "ngo");

  /** Among them NUL, half a letter and SQL, as the lists' own cursors are written. */
  private static final List<String> CURSORS =
      List.of(
          "x".repeat(7_000),
          "%00",
          "%27%20or%201=1--",
          "-1",
          "AAAA",
          "_w",
          "JyBvciAxPTEtLQ",
          "eyJpZCI6Int9",
          "..%2f..%2f");

  private final Platform platform = Platform.running();

  @Test
  void slowConnectionsHarmNobodyAndEnd() throws Exception {
    Caller worker = new Caller(platform, "worker");
    worker.get("/api/v1/units").expect(200);
    long before = residentMegabytes();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket =
            new Socket(
                InetAddress.getLoopbackAddress(), Integer.parseInt(platform.port("GATEWAY")));
        slow.add(socket);
        write(socket, "GET /api/v1/units HTTP/1.1\r\nHost: localhost\r\n");
      }
      for (int i = 0; i < 100; i++) {
        worker.get("/api/v1/programmes").expect(200);
      }
      assertThat(residentMegabytes() - before).as("MiB more").isLessThan(64);
      for (Socket socket : slow) {
        socket.setSoTimeout(15_000); // the gateway gives a head ten seconds
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private long residentMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(platform.process("gateway").pid()), "status");
    String line =
        Files.readAllLines(status).stream()
            .filter(each -> each.startsWith("VmRSS"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aFloodOfNamelessScreeningsStopsNobodyAtWork() {
    Caller rights = new Caller(platform, "rights");
    int screened = 0;
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      Answer answer =
          Caller.send(
              HttpRequest.newBuilder(
                      URI.create(platform.gateway() + "/api/v1/screenings/anonymous"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"facts\": {}}"))
                  .build());
      if (answer.status() == 429) {
        refused++;
        assertThat(answer.text("code")).isEqualTo("too-many-requests");
        assertThat(answer.response().headers().firstValueAsLong("Retry-After").orElseThrow())
            .isPositive();
      } else {
        screened++;
        assertThat(answer.status()).isIn(200, 400);
      }
    }
    assertThat(screened).isBetween(30, 40); // thirty a minute, and those of the minute's passing
    assertThat(refused).isEqualTo(60 - screened);
    rights.get("/api/v1/rights").expect(200);
  }

  @ParameterizedTest
  @CsvSource({"FAMILY, families", "BASKET, budgets", "TRAINING, courses", "RIGHTS, enquiries"})
  void nothingSmallBecomesLargeBehindAnyDoor(String service, String resource) {
    String path = "/api/v1/" + resource;
    for (String door :
        new String[] {platform.gateway(), "http://localhost:" + platform.port(service)}) {
      HttpRequest bomb =
          HttpRequest.newBuilder(URI.create(door + path))
              .header("Authorization", "Bearer " + platform.token(loginFor(service)))
              .header("Content-Type", "application/json")
              .header("Content-Encoding", "gzip")
              .header("Idempotency-Key", "bomb")
              .POST(BodyPublishers.ofByteArray(bomb()))
              .build();
      assertThat(Caller.send(bomb).status()).as(door + path).isIn(400, 413, 415);
    }
  }

  private static String loginFor(String service) {
    return switch (service) {
      case "FAMILY" -> "worker";
      case "BASKET" -> "basket";
      case "TRAINING" -> "training";
      default -> "rights";
    };
  }

  /** 200 MiB of spaces in 200 KiB. */
  private static byte[] bomb() {
    var bytes = new ByteArrayOutputStream();
    byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 200; i++) {
        gzip.write(spaces);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"family-service", "basket-service", "training-service", "rights-service"})
  void noListBreaksAtACursorThatItDidNotGive(String service) {
    List<String> wrong = new ArrayList<>();
    int lists = 0;
    JsonNode paths = document(service).get("paths");
    for (String path : paths.propertyNames()) {
      JsonNode list = paths.get(path).path("get");
      if (!path.contains("{") && takes(list, "cursor")) {
        lists++;
        for (String cursor : CURSORS) {
          Answer answer = asAnybody(path + "?cursor=" + cursor + requiredBy(list));
          if (answer.status() != 400 && answer.status() != 200) { // a text may be a place in a list
            wrong.add(path + " " + cursor + " answers " + answer.status());
          }
        }
      }
    }
    assertThat(lists).isPositive();
    assertThat(wrong).isEmpty();
  }

  private JsonNode document(String service) {
    String address = platform.gateway() + "/docs/openapi/" + service + ".json";
    return Caller.send(HttpRequest.newBuilder(URI.create(address)).GET().build())
        .expect(200)
        .body();
  }

  private static boolean takes(JsonNode operation, String parameter) {
    for (JsonNode each : operation.path("parameters")) {
      if (each.path("name").asString("").equals(parameter)) {
        return true;
      }
    }
    return false;
  }

  private static String requiredBy(JsonNode operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode each : operation.path("parameters")) {
      if (each.path("in").asString("").equals("query") && each.path("required").asBoolean(false)) {
        query.append('&').append(each.get("name").asString()).append('=').append(valueOf(each));
      }
    }
    return query.toString();
  }

  private static String valueOf(JsonNode parameter) {
    return switch (parameter.at("/schema/format").asString("")) {
      case "uuid" -> "00000000-0000-7000-8000-000000000000";
      case "date" -> "2026-01-01";
      default -> "IL";
    };
  }

  /** As the first login that may. */
  private Answer asAnybody(String path) {
    Answer answer = null;
    for (String login : LOGINS) {
      answer = new Caller(platform, login).get(path);
      if (answer.status() != 403) {
        return answer;
      }
    }
    return answer;
  }
}
