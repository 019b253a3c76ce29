package org.retzef.platform.idempotency;

import org.retzef.platform.outbox.StatementPart;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/**
 * How a command that is one statement ends: what that statement keeps besides the command's own
 * rows, its key with its answer and what others note of it (decision 0039).
 */
@FunctionalInterface
public interface Closing {

  /** As {@link #part(ResponseEntity, String)}, of a statement that always comes to it. */
  default Mono<StatementPart> part(ResponseEntity<?> answer) {
    return part(answer, StatementPart.ALWAYS);
  }

  /**
   * The part of the statement.
   *
   * @param answer what the command answers if the statement comes to it
   * @param happened as for {@link org.retzef.platform.outbox.Outbox#part}
   */
  Mono<StatementPart> part(ResponseEntity<?> answer, String happened);
}
