package org.retzef.basket.receipt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What of the family service and of the issuer a message needs: a token for this service, and with
 * it the contact details of a family.
 */
final class TestFamilyService {

  static final String SECRET = "a secret of the test";

  private static final String CLIENT =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("basket-service:" + SECRET).getBytes(StandardCharsets.UTF_8));

  private final HttpServer server;
  private final Map<UUID, String> contacts = new ConcurrentHashMap<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();

  TestFamilyService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/token", this::token);
      server.createContext("/api/v1/families/", this::contact);
      server.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void knows(UUID familyId, String phone, String language) {
    contacts.put(
        familyId, "{\"phone\": \"%s\", \"preferredLanguage\": \"%s\"}".formatted(phone, language));
  }

  /** Answers the next questions with 503. */
  void failTimes(int times) {
    failures.set(times);
  }

  /** So many tokens it has given. */
  int tokens() {
    return tokens.get();
  }

  int questions() {
    return questions.get();
  }

  /** Takes back every token that it has given. */
  void revokeTokens() {
    tokens.incrementAndGet();
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean asked =
        form.contains("grant_type=client_credentials") && form.contains("scope=contact%3Aread");
    if (asked && CLIENT.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      String token = "token-" + tokens.incrementAndGet();
      answer(exchange, 200, "{\"access_token\": \"%s\", \"expires_in\": 3600}".formatted(token));
    } else {
      answer(exchange, 401, "{}");
    }
  }

  private void contact(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    String[] path = exchange.getRequestURI().getPath().split("/");
    String contact = contacts.get(UUID.fromString(path[4]));
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer token-" + tokens.get()).equals(bearer)) {
      answer(exchange, 401, "{}");
    } else if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      answer(exchange, 503, "{}");
    } else if (contact == null || !path[5].equals("contact-details")) {
      answer(exchange, 404, "{}");
    } else {
      answer(exchange, 200, contact);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
