package org.retzef.gateway;

import static java.util.Map.entry;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.testing.TestTokens;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The gateway as it runs, on free ports, with a stub behind each route and a real issuer of tokens.
 * None is closed before the JVM ends: they share Netty's event loops.
 */
public final class RunningGateway {

  private static @Nullable RunningGateway shared;

  private static final List<String> SERVICES =
      List.of("family", "basket", "training", "rights", "reporting");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client = HttpClient.newBuilder().build();
  private final Map<String, StubService> services = new TreeMap<>();
  private final ConfigurableApplicationContext context;

  /** For most tests: as in operation, but with shorter times and fewer calls. */
  public static synchronized RunningGateway shared() {
    if (shared == null) {
      shared =
          new RunningGateway(
              Map.ofEntries(
                  entry("retzef.gateway.body.command.within", "3s"),
                  entry("retzef.gateway.head-within", "1s"),
                  entry("retzef.gateway.longest-silence", "6s"),
                  entry("retzef.gateway.taken-within", "2s"),
                  entry("retzef.gateway.rates.anonymous.requests", "100000"),
                  entry("retzef.gateway.rates.anonymous.window", "100h"),
                  entry("retzef.gateway.cors.origins", "https://portal.example"),
                  entry("retzef.gateway.deprecation.routes[0].path", "/api/v1/tracks/{code}/seats"),
                  entry("retzef.gateway.deprecation.routes[0].methods", "GET"),
                  entry("retzef.gateway.deprecation.routes[0].since", "2027-01-15T00:00:00Z"),
                  entry("retzef.gateway.deprecation.routes[0].sunset", "2027-07-15T00:00:00Z"),
                  entry("retzef.gateway.deprecation.routes[1].path", "/api/v1/programmes/old"),
                  entry("retzef.gateway.deprecation.routes[1].since", "2027-01-15T00:00:00Z"),
                  entry("resilience4j.timelimiter.configs.default.timeout-duration", "4s"),
                  entry("resilience4j.bulkhead.configs.default.max-concurrent-calls", "24"),
                  entry(
                      "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state",
                      "5s")));
    }
    shared.calm();
    return shared;
  }

  public RunningGateway(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>();
    all.put("retzef.gateway.port", "0");
    all.put("retzef.management.port", "0");
    all.put("retzef.issuer", TestTokens.issuer());
    all.put("retzef.issuer-keys", TestTokens.issuer() + "/jwks");
    for (String name : SERVICES) {
      StubService stub = new StubService(name + "-service");
      services.put(name + "-service", stub);
      all.put("retzef.services." + name, stub.address());
    }
    all.putAll(settings);
    context =
        SpringApplication.run(
            GatewayApplication.class,
            all.entrySet().stream().map(each -> "--" + each).toArray(String[]::new));
  }

  private void calm() {
    services.values().forEach(StubService::calm);
    bean(CircuitBreakerRegistry.class).getAllCircuitBreakers().forEach(CircuitBreaker::reset);
  }

  public StubService service(String name) {
    return services.get(name);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public int managementPort() {
    return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  /** Signed anew each time, so that the gateway does not know it yet. */
  public static String workersToken() {
    return TestTokens.of("worker").unit("IL.SOUTH.A2630.D1").roles("family-social-worker").signed();
  }

  /** A request that may be shaped further. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  /** A request of a worker with a valid token. */
  public HttpRequest.Builder authorised(String path) {
    return request(path).header("Authorization", "Bearer " + workersToken());
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  public static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  /** Sends exactly these characters and returns what comes until the gateway closes. */
  public String raw(String request) throws IOException {
    var answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.getInputStream().transferTo(answer);
    } catch (SocketException closedWhileWeSpoke) {
      // what came before counts
    }
    return answer.toString(StandardCharsets.UTF_8);
  }
}
