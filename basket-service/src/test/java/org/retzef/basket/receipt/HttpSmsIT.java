package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Receipts by a provider over HTTP: its messages, and its call-backs, good and forged. */
@RetzefIT
class HttpSmsIT {

  private static final String SECRET = "a secret for call-backs";
  private static final String KEY = "a key for messages";
  private static final TestFamilyService FAMILIES = new TestFamilyService();
  private static final Provider PROVIDER = new Provider();
  private static final AtomicInteger PHONES = new AtomicInteger(4_000_000);

  @Autowired private WebTestClient http;

  @DynamicPropertySource
  static void surroundings(DynamicPropertyRegistry settings) {
    settings.add("retzef.services.family", FAMILIES::address);
    settings.add("retzef.issuer-tokens", () -> FAMILIES.address() + "/token");
    settings.add("retzef.client-secret", () -> TestFamilyService.SECRET);
    settings.add("retzef.sms.provider", () -> "http");
    settings.add("retzef.sms.http.url", PROVIDER::address);
    settings.add("retzef.sms.http.key", () -> KEY);
    settings.add("retzef.sms.http.callback-secret", () -> SECRET);
  }

  @Test
  void sendsByTheProviderAndTakesItsReportAndTheFamilysReplyOnce() {
    String phone = newPhone();
    DeliveredVoucher voucher = deliveredTo(phone);
    awaitStatus(voucher, "SENT");
    JsonNode sent = PROVIDER.lastTo(phone);
    assertThat(sent.get("text").asString()).contains("/r/");
    assertThat(sent.get("reference").asString()).startsWith(voucher.receipt("id"));
    String report = "{\"id\":\"%s\",\"delivered\":true}".formatted(sent.get("id").asString());
    assertThat(callBack(report, now(), SECRET)).isEqualTo(204);
    assertThat(voucher.receipt("status")).isEqualTo("DELIVERED");
    String reply = "{\"from\":\"%s\",\"text\":\"1\"}".formatted(phone);
    String at = now();
    assertThat(callBack(reply, at, SECRET)).isEqualTo(204);
    assertThat(callBack(reply, at, SECRET)).as("a second time").isEqualTo(409);
    assertThat(voucher.receipt("status")).isEqualTo("YES");
    assertThat(voucher.payment()).isEqualTo("RELEASED");
  }

  @Test
  void takesOnlyWhatIsSignedForNow() {
    String phone = newPhone();
    DeliveredVoucher voucher = deliveredTo(phone);
    awaitStatus(voucher, "SENT");
    String reply = "{\"from\":\"%s\",\"text\":\"1\"}".formatted(phone);
    String now = now();
    String late = String.valueOf(Instant.now().minus(Duration.ofMinutes(6)).getEpochSecond());
    String early = String.valueOf(Instant.now().plus(Duration.ofMinutes(6)).getEpochSecond());
    assertThat(callBack(reply, now, "another secret")).isEqualTo(401);
    assertThat(callBack(reply, late, SECRET)).isEqualTo(401);
    assertThat(callBack(reply, early, SECRET)).isEqualTo(401);
    assertThat(callBack(reply, "x", SECRET)).isEqualTo(401);
    assertThat(post(reply, now, sign(reply.replace("\"1\"", "\"3\""), now, SECRET))).isEqualTo(401);
    assertThat(post(reply, now, "zz")).isEqualTo(401);
    assertThat(post(reply, now, sign(reply, late, SECRET))).isEqualTo(401);
    http.post().uri("/sms/callbacks").exchange().expectStatus().isUnauthorized();
    for (int i = 0; i < 100; i++) {
      String forged = HexFormat.of().toHexDigits(i).repeat(8);
      assertThat(post(reply, now, forged)).isEqualTo(401);
    }
    assertThat(voucher.receipt("status")).isEqualTo("SENT");
    assertThat(callBack("{\"from\":", now, SECRET)).isEqualTo(400);
    assertThat(callBack("{\"from\":\"+972500000000\"}", now, SECRET)).isEqualTo(400);
    assertThat(callBack("x".repeat(9_000), now, SECRET)).isEqualTo(413);
    String stranger = "{\"from\":\"+972509999999\",\"text\":\"1\"}";
    assertThat(callBack(stranger, now, SECRET)).isEqualTo(204);
    assertThat(voucher.receipt("status")).isEqualTo("SENT");
  }

  @Test
  void knowsARefusedNumberFromAProviderThatIsAway() {
    String refused = newPhone();
    PROVIDER.refuse(refused);
    DeliveredVoucher voucher = deliveredTo(refused);
    awaitStatus(voucher, "FAILED");
    assertThat(voucher.receipt("failure")).isEqualTo("number-refused");
    String phone = newPhone();
    PROVIDER.failTimes(2);
    DeliveredVoucher later = deliveredTo(phone);
    awaitStatus(later, "SENT");
    assertThat(PROVIDER.referencesTo(phone)).hasSize(3).containsOnly(later.receipt("id") + "-0");
  }

  private DeliveredVoucher deliveredTo(String phone) {
    UUID family = UUID.randomUUID();
    FAMILIES.knows(family, phone, "he");
    return DeliveredVoucher.of(http, family);
  }

  private static String newPhone() {
    return "+97250" + PHONES.incrementAndGet();
  }

  private static void awaitStatus(DeliveredVoucher voucher, String status) {
    await().atMost(Duration.ofSeconds(20)).until(() -> voucher.receipt("status").equals(status));
  }

  private static String now() {
    return String.valueOf(Instant.now().getEpochSecond());
  }

  private int callBack(String body, String timestamp, String secret) {
    return post(body, timestamp, sign(body, timestamp, secret));
  }

  private int post(String body, String timestamp, String signature) {
    return http.post()
        .uri("/sms/callbacks")
        .header("Sms-Timestamp", timestamp)
        .header("Sms-Signature", signature)
        .bodyValue(body)
        .exchange()
        .returnResult(Void.class)
        .getStatus()
        .value();
  }

  private static String sign(String body, String timestamp, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A provider that keeps what it gets and says what the test tells it. */
  private static final class Provider {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    private Provider() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/messages", this::take);
        server.start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private String address() {
      return "http://localhost:" + server.getAddress().getPort();
    }

    private void refuse(String phone) {
      refused.add(phone);
    }

    private void failTimes(int times) {
      failures.set(times);
    }

    private JsonNode lastTo(String phone) {
      return messages.stream()
          .filter(message -> message.get("to").asString().equals(phone))
          .reduce((first, second) -> second)
          .orElseThrow();
    }

    private List<String> referencesTo(String phone) {
      return messages.stream()
          .filter(message -> message.get("to").asString().equals(phone))
          .map(message -> message.get("reference").asString())
          .toList();
    }

    /** Its id of a message is the message's reference: it takes each once. */
    private void take(HttpExchange exchange) throws IOException {
      var message =
          (tools.jackson.databind.node.ObjectNode) JSON.readTree(exchange.getRequestBody());
      message.put("id", message.get("reference").asString());
      messages.add(message);
      boolean known =
          ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
      int status =
          !known ? 401 : refused.contains(message.get("to").asString()) ? 422 : fails ? 503 : 202;
      byte[] body =
          "{\"id\":\"%s\"}"
              .formatted(message.get("id").asString())
              .getBytes(StandardCharsets.UTF_8);
      try (exchange) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }
}
