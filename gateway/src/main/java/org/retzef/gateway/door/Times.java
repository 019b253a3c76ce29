package org.retzef.gateway.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.retzef.gateway.visit.Visit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.SignalType;

/**
 * How long requests took, by method, status and route ({@code http.server.requests}), and the end
 * of their span. In place of the framework's observations, which gather some twenty values for each
 * request, sort them, and look the meter up by them.
 */
@Component
final class Times {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  private record Kind(String method, String status, String route) {}

  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
  private final MeterRegistry meters;

  Times(MeterRegistry meters) {
    this.meters = meters;
  }

  void record(Visit visit, SignalType end) {
    String method = visit.method().name();
    var kind =
        new Kind(
            METHODS.contains(method) ? method : "OTHER",
            end == SignalType.CANCEL ? "UNKNOWN" : visit.answer().status().codeAsText().toString(),
            visit.route());
    timers.computeIfAbsent(kind, this::timer).record(visit.age(), TimeUnit.NANOSECONDS);
    visit
        .span()
        .name("http " + kind.method() + ' ' + kind.route())
        .tag("status", kind.status())
        .end();
  }

  private Timer timer(Kind kind) {
    return Timer.builder("http.server.requests")
        .tags("method", kind.method(), "status", kind.status(), "routeId", kind.route())
        .register(meters);
  }
}
