package org.retzef.gateway.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A Keycloak of its own, with the realm of deploy/keycloak and one person in it. */
final class RunningKeycloak {

  static final String PERSON = "a-team-lead";
  static final String PASSWORD = "rather-long-words";

  private static final String SECRET = "of-this-run-only";
  private static final Path REALM = Path.of("../deploy/keycloak/retzef-realm.json");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final String address;

  private RunningKeycloak(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** From its distribution, which the profile {@code keycloak} unpacks. */
  static RunningKeycloak start() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("retzef.keycloak")).toAbsolutePath();
    Path realms = Files.createDirectories(home.resolve("data/import"));
    Files.writeString(realms.resolve("retzef-realm.json"), realmWithAPerson());
    int port = freePort();
    var start =
        new ProcessBuilder(
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("keycloak.log").toFile());
    start
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP",
                "-Xmx512m",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                PASSWORD,
                "RETZEF_PUBLIC_URL",
                "http://localhost:8080",
                "RETZEF_NGO_SECRET",
                SECRET,
                "RETZEF_VENDOR_SECRET",
                SECRET,
                "RETZEF_BASKET_SERVICE_SECRET",
                SECRET));
    var keycloak = new RunningKeycloak(start.start(), "http://127.0.0.1:" + port);
    keycloak.awaitAnswer();
    return keycloak;
  }

  private static String realmWithAPerson() throws IOException {
    ObjectNode realm = (ObjectNode) JSON.readTree(Files.readString(REALM));
    ObjectNode person = ((ArrayNode) realm.get("users")).addObject();
    person.put("username", PERSON).put("enabled", true);
    person.put("email", "lead@example.org").put("firstName", "A").put("lastName", "Lead");
    person.putObject("attributes").putArray("unit").add("IL.SOUTH.A2630.D1");
    person.putArray("realmRoles").add("team-lead");
    person.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
    return realm.toString();
  }

  private void awaitAnswer() throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(4));
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException("Keycloak did not start; see its keycloak.log");
      }
      Thread.sleep(500);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(issuer())).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  String issuer() {
    return address + "/realms/retzef";
  }

  String tokenOf(String client) throws IOException, InterruptedException {
    return token(
            Map.of(
                "grant_type", "client_credentials", "client_id", client, "client_secret", SECRET))
        .get("access_token")
        .asString();
  }

  /** Of the realm {@code master}. */
  String tokenOfAdministrator() throws IOException, InterruptedException {
    return ask(
            address + "/realms/master",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                "admin",
                "password",
                PASSWORD))
        .get("access_token")
        .asString();
  }

  JsonNode token(Map<String, String> fields) throws IOException, InterruptedException {
    return ask(issuer(), fields);
  }

  private static JsonNode ask(String issuer, Map<String, String> fields)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)))
            .build();
    return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  void stop() {
    process.destroy();
    process.onExit().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
