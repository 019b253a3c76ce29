package org.retzef.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Mono;

class PatientlyTest {

  @Test
  void asksAgainOnlyWhileTheAnswerIsLate() {
    var codes =
        List.of("busy", "unavailable", "idempotency-key-in-progress", "basket-exceeded", "")
            .iterator();
    assertThat(Patiently.ask(codes::next, code -> code)).isEqualTo("basket-exceeded");
  }

  @Test
  void triesAgainWhatCameTooLate() {
    assertThat(triesAfter(new CannotCreateTransactionException("no connection"))).isEqualTo(2);
    assertThat(
            triesAfter(
                new DataAccessResourceFailureException(
                    "lock", new R2dbcNonTransientResourceException("lock", "55P03"))))
        .isEqualTo(2);
  }

  @Test
  void doesNotTryADeadlockOrARefusalAgain() {
    assertThat(
            triesAfter(
                new CannotAcquireLockException(
                    "deadlock", new R2dbcRollbackException("deadlock", "40P01"))))
        .isEqualTo(1);
    assertThat(triesAfter(new DataIntegrityViolationException("no"))).isEqualTo(1);
  }

  private static int triesAfter(RuntimeException failure) {
    var tries = new AtomicInteger();
    Mono.fromSupplier(tries::incrementAndGet)
        .flatMap(count -> count == 1 ? Mono.error(failure) : Mono.just(count))
        .retryWhen(Patiently.WHILE_LATE)
        .onErrorComplete()
        .block();
    return tries.get();
  }
}
