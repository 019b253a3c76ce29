package org.retzef.gateway.routing;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a sick service from making the others sick: only so many calls wait for it at once, and
 * none while its breaker is open.
 */
final class WaitingRoom {

  private final Bulkhead places;
  private final CircuitBreaker breaker;

  WaitingRoom(Bulkhead places, CircuitBreaker breaker) {
    this.places = places;
    this.breaker = breaker;
  }

  /**
   * @throws BulkheadFullException when no place is left
   * @throws CallNotPermittedException while the breaker is open
   */
  Place enter() {
    places.acquirePermission();
    try {
      breaker.acquirePermission();
    } catch (CallNotPermittedException open) {
      places.releasePermission();
      throw open;
    }
    return new Place();
  }

  /** Of one call, until the answer's head is there. Left once, however often it is said. */
  final class Place {

    private final long begin = System.nanoTime();
    private boolean left;

    void leaveAnswered() {
      if (leave()) {
        breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      }
    }

    void leaveFailed(Throwable failure) {
      if (leave()) {
        breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, failure);
      }
    }

    /** Nobody wants the answer any more, so nobody can tell how it would have been. */
    void leaveUnanswered() {
      if (leave()) {
        breaker.releasePermission();
      }
    }

    private boolean leave() {
      if (left) {
        return false;
      }
      left = true;
      places.onComplete();
      return true;
    }
  }
}
