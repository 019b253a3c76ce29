package org.retzef.gateway.routing;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.retzef.gateway.trace.RequestTraces;
import org.retzef.gateway.visit.Visit;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks services. A service that is away, hangs, is full or rests behind its open breaker: to the
 * client it is all one, 503 and when to try again.
 *
 * <p>Whose connection broke is asked again, as a kept one does whenever the service closes it while
 * we speak. Only a GET, only while nothing of an answer has reached the client, twice at most and
 * not after the first two seconds. An answer, even 503, is an answer.
 */
@Component
public final class ServiceCalls {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceCalls.class);

  private static final int TRIES_MORE = 2;
  private static final Duration TRIED_WITHIN = Duration.ofSeconds(2);

  private final ClientHeaders fromClient;
  private final BodyLimit bodies;
  private final RequestTraces traces;

  ServiceCalls(ClientHeaders fromClient, BodyLimit bodies, RequestTraces traces) {
    this.fromClient = fromClient;
    this.bodies = bodies;
    this.traces = traces;
  }

  /** The service's answer, passed on to the client. */
  public Mono<Void> ask(Visit visit, Route route) {
    visit.takes(route.id());
    bodies.check(visit);
    return attempt(visit, route, TRIES_MORE);
  }

  private Mono<Void> attempt(Visit visit, Route route, int triesMore) {
    return Mono.defer(() -> call(visit, route))
        .onErrorResume(failure -> afterFailure(visit, route, triesMore, failure));
  }

  private Mono<Void> call(Visit visit, Route route) {
    return new ServiceCall(visit, route, bodies.of(visit), fromClient, traces).make();
  }

  private Mono<Void> afterFailure(Visit visit, Route route, int triesMore, Throwable failure) {
    return triesMore > 0 && mayBeTriedAgain(visit, failure)
        ? pause(visit, triesMore).then(attempt(visit, route, triesMore - 1))
        : Mono.error(isTheServices(failure) ? unavailable(visit, route, failure) : failure);
  }

  private static boolean mayBeTriedAgain(Visit visit, Throwable failure) {
    return HttpMethod.GET.equals(visit.method())
        && failure instanceof IOException
        && !visit.isAnswered()
        && visit.age() < TRIED_WITHIN.toNanos();
  }

  /** Some 50 ms, then some 100: those that failed together do not come back together. */
  private static Mono<Long> pause(Visit visit, int triesMore) {
    long millis = triesMore == TRIES_MORE ? 50 : 100;
    return visit.pause(
        Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis * 3 / 2)));
  }

  private static boolean isTheServices(Throwable failure) {
    return switch (failure) {
      case IOException _,
          TimeoutException _,
          ReadTimeoutException _,
          BulkheadFullException _,
          CallNotPermittedException _ ->
          true;
      default -> false;
    };
  }

  private Throwable unavailable(Visit visit, Route route, Throwable failure) {
    if (!(failure instanceof CallNotPermittedException)) { // of an open breaker, BreakerLog tells
      traces.within(visit.span(), () -> log(route, failure));
    }
    return visit.isAnswered() ? failure : new Refusal(Kind.UNAVAILABLE, "unavailable");
  }

  private static Throwable log(Route route, Throwable failure) {
    LOG.warn("{} gave no answer: {}", route.id(), failure.getClass().getSimpleName());
    return failure;
  }
}
