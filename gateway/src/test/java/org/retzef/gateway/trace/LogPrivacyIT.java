package org.retzef.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService.Behaviour;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Receipt tokens stand in paths and names in queries: neither may reach a log, whatever fails. */
@ExtendWith(OutputCaptureExtension.class)
class LogPrivacyIT {

  private static final String SECRET = "Cohen314159";

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void logsTheTraceButNeitherPathNorQueryNorToken(CapturedOutput log) throws Exception {
    var family = gateway.service("family-service");
    var basket = gateway.service("basket-service");
    for (Behaviour behaviour :
        new Behaviour[] {
          Behaviour.BREAKS_WITHOUT_ANSWER, Behaviour.BREAKS_HALFWAY, Behaviour.HANGS
        }) {
      family.behave(behaviour);
      basket.behave(behaviour);
      gateway.send(gateway.authorised("/api/v1/families?query=" + SECRET));
      gateway.send(gateway.request("/r/" + SECRET).POST(BodyPublishers.ofString(SECRET)));
    }
    gateway.send(gateway.request("/nowhere/" + SECRET));
    gateway.send(gateway.request("/api/v1/families").header("Authorization", "Bearer " + SECRET));
    gateway.raw("GET /r/" + SECRET + "/..;/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    String trace =
        gateway
            .send(gateway.authorised("/api/v1/families"))
            .headers()
            .firstValue("X-Trace-Id")
            .orElseThrow();
    assertThat(log.getAll().lines().filter(line -> line.contains("family-service gave no answer")))
        .isNotEmpty()
        .anySatisfy(line -> assertThat(line).contains("\"traceId\":\"" + trace + "\""));
    assertThat(log.getAll()).doesNotContain(SECRET).doesNotContain("eyJ");
  }
}
