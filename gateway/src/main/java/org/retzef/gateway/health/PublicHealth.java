package org.retzef.gateway.health;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells whether the gateway is up and ready, and no more. */
@RestController
final class PublicHealth {

  private final ReactiveHealthEndpointWebExtension health;

  PublicHealth(ReactiveHealthEndpointWebExtension health) {
    this.health = health;
  }

  @GetMapping("/actuator/health")
  Mono<ResponseEntity<Map<String, String>>> all() {
    return ask();
  }

  @GetMapping("/actuator/health/liveness")
  Mono<ResponseEntity<Map<String, String>>> liveness() {
    return ask("liveness");
  }

  @GetMapping("/actuator/health/readiness")
  Mono<ResponseEntity<Map<String, String>>> readiness() {
    return ask("readiness");
  }

  private Mono<ResponseEntity<Map<String, String>>> ask(String... path) {
    return health
        .health(ApiVersion.LATEST, WebServerNamespace.SERVER, SecurityContext.NONE, path)
        .map(PublicHealth::statusOnly);
  }

  private static ResponseEntity<Map<String, String>> statusOnly(
      WebEndpointResponse<? extends HealthDescriptor> answer) {
    HealthDescriptor health = answer.getBody();
    String status = health == null ? "UNKNOWN" : health.getStatus().getCode();
    return ResponseEntity.status(answer.getStatus()).body(Map.of("status", status));
  }
}
