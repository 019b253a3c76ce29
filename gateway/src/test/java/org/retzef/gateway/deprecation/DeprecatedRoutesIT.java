package org.retzef.gateway.deprecation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.deprecation.DeprecationSettings.Route;

/** What the shared gateway's settings call deprecated says so, and nothing else does. */
class DeprecatedRoutesIT {

  private static final String LINK = "</docs/deprecation>; rel=\"deprecation\"; type=\"text/html\"";

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void saysSinceWhenAndWhenItEnds() {
    HttpHeaders told = gateway.send(gateway.authorised("/api/v1/tracks/old/seats")).headers();

    assertThat(told.firstValue("Deprecation")).hasValue("@1799971200");
    assertThat(told.firstValue("Sunset")).hasValue("Thu, 15 Jul 2027 00:00:00 GMT");
    assertThat(told.allValues("Link")).containsExactly(LINK);
  }

  @Test
  void saysItOfRefusalsTooAndOfTheNamedMethodsOnly() {
    var refused = gateway.send(gateway.request("/api/v1/tracks/old/seats"));
    var posted =
        gateway.send(
            gateway.authorised("/api/v1/tracks/old/seats").POST(BodyPublishers.ofString("{}")));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Deprecation")).isPresent();
    assertThat(posted.headers().firstValue("Deprecation")).isEmpty();
  }

  @Test
  void saysOnlySinceWhenWhileTheEndIsNotDecided() {
    HttpHeaders told = gateway.send(gateway.authorised("/api/v1/programmes/old")).headers();

    assertThat(told.firstValue("Deprecation")).hasValue("@1799971200");
    assertThat(told.firstValue("Sunset")).isEmpty();
  }

  @Test
  void saysNothingOfWhatStays() {
    HttpHeaders told = gateway.send(gateway.authorised("/api/v1/tracks/old")).headers();

    assertThat(told.map()).doesNotContainKeys("deprecation", "sunset", "link");
  }

  @Test
  void refusesAnEndBeforeItsBeginning() {
    Instant since = Instant.parse("2027-01-15T00:00:00Z");
    assertThatThrownBy(() -> new Route("/api/v1/x", Set.of(), since, since.minusSeconds(1)))
        .hasMessage("/api/v1/x ends before it is deprecated");
  }
}
