package org.retzef.gateway.routing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;
import org.retzef.gateway.StubService.Behaviour;

/** A body is measured as it passes, whatever its headers say. */
class BodyLimitIT {

  private static final int MIB = 1024 * 1024;

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void passesABodyOfOneMebibyte() {
    assertThat(post("/api/v1/courses", announced(MIB)).statusCode()).isEqualTo(200);
    assertThat(gateway.service("training-service").last().bytes()).isEqualTo(MIB);
    assertThat(post("/api/v1/courses", chunked(MIB)).statusCode()).isEqualTo(200);
    assertThat(gateway.service("training-service").last().bytes()).isEqualTo(MIB);
  }

  @Test
  void refusesOneByteMore() {
    assertTooLarge(post("/api/v1/families", announced(MIB + 1)));
    assertTooLarge(post("/api/v1/families", chunked(MIB + 1)));
    assertThat(gateway.service("family-service").received()).isEmpty();
  }

  @Test
  void doesNotBlameTheServiceForLargeBodies() {
    for (int i = 0; i < 30; i++) {
      assertTooLarge(post("/api/v1/rights", chunked(2 * MIB)));
    }
    assertThat(
            gateway
                .bean(CircuitBreakerRegistry.class)
                .circuitBreaker("rights-service")
                .getMetrics()
                .getNumberOfFailedCalls())
        .isZero();
    assertThat(post("/api/v1/rights", announced(10)).statusCode()).isEqualTo(200);
  }

  @Test
  void passesAnImportOfManyMebibytesAndRefusesOneOfTooMany() {
    assertThat(post("/api/v1/family-imports", chunked(20 * MIB)).statusCode()).isEqualTo(200);
    assertThat(gateway.service("family-service").last().bytes()).isEqualTo(20L * MIB);
    assertTooLarge(post("/api/v1/family-imports", announced(50 * MIB + 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip", "x-gzip"})
  void takesNoCompressedBodySoThatNoBombGoesOff(String encoding) {
    var answer =
        gateway.send(
            gateway
                .authorised("/api/v1/courses")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(bomb())));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(RunningGateway.json(answer).path("code").asString()).isEqualTo("body-compressed");
    assertThat(gateway.service("training-service").received()).isEmpty();
  }

  /** 200 MiB of zeros in 200 KiB. */
  private static byte[] bomb() {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 200; i++) {
        gzip.write(new byte[MIB]);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  @Test
  void passesABodyOnWhileItArrives() throws Exception {
    StubService service = gateway.service("training-service");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1/courses HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                      + RunningGateway.workersToken()
                      + "\r\nContent-Length: 10\r\n\r\nfirst")
                  .getBytes(US_ASCII));
      await().until(() -> service.bytesSoFar() == 5);
      socket.getOutputStream().write("after".getBytes(US_ASCII));
      await().until(() -> service.received().size() == 1);
      assertThat(service.last().bytes()).isEqualTo(10);
    }
  }

  @Test
  void passesALongAnswerOnWhileItArrives() throws Exception {
    gateway.service("training-service").behave(Behaviour.STALLS_HALFWAY_OF_MUCH);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/courses HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                      + RunningGateway.workersToken()
                      + "\r\n\r\n")
                  .getBytes(US_ASCII));
      socket.setSoTimeout(3_000); // the service says no more for ever, and is given up after six
      var answer = new StringBuilder();
      byte[] some = new byte[4096];
      while (!answer.toString().endsWith("\r\n\r\n{")) {
        answer.append(new String(some, 0, socket.getInputStream().read(some), US_ASCII));
      }
      assertThat(answer).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void refusesABodyThatTricklesInAndDoesNotBlameTheService() throws IOException {
    String answer =
        gateway.raw(
            "POST /r/abc HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n"
                + "Connection: close\r\nContent-Length: 10\r\n\r\nanswe");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("body-too-slow");
    assertThat(
            gateway
                .bean(CircuitBreakerRegistry.class)
                .circuitBreaker("basket-service")
                .getMetrics()
                .getNumberOfFailedCalls())
        .isZero();
  }

  @Test
  void refusesHeadersAndAddressesWithoutEnd() throws IOException {
    String tenThousandHeaders = "X-Pad: 0123456789\r\n".repeat(10_000);
    String endlessAddress = "/docs?" + "x".repeat(64 * 1024);

    // where the gateway hangs up while the client still speaks, the answer may be lost
    assertThat(get("/docs", tenThousandHeaders)).matches("(?s)(HTTP/1.1 431 .*)?");
    assertThat(get(endlessAddress, "")).matches("(?s)(HTTP/1.1 414 .*)?");
    assertThat(get("/docs", "")).startsWith("HTTP/1.1 200");
  }

  private String get(String address, String headers) throws IOException {
    return gateway.raw(
        "GET "
            + address
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + headers
            + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/api/v1/families", "/docs"})
  void doesNotReadWhatNobodyAskedFor(String path) {
    var answer = gateway.send(gateway.request(path).POST(announced(5 * MIB)));

    assertThat(answer.statusCode()).isBetween(400, 405);
  }

  private HttpResponse<String> post(String path, BodyPublisher body) {
    return gateway.send(
        gateway.authorised(path).header("Content-Type", "application/json").POST(body));
  }

  private static BodyPublisher announced(int bytes) {
    return BodyPublishers.ofByteArray(new byte[bytes]);
  }

  private static BodyPublisher chunked(int bytes) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
  }

  private static void assertTooLarge(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(RunningGateway.json(answer).path("code").asString()).isEqualTo("body-too-large");
  }
}
