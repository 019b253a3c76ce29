package org.retzef.platform.outbox;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A bean that sees every command at its end, in its transaction: what it writes commits with it.
 */
public interface CommandWitness {

  /**
   * Runs after the command's work and before its commit; an error rolls the command back.
   *
   * @param answer what the command answers; null for nothing
   */
  Mono<Void> beforeCommit(@Nullable Object answer);

  /**
   * The same, to be written within the one statement that a command is: see {@link
   * Commands#runAtOnce}.
   *
   * @param happened a table of one row if the command comes to it, of none if it does not
   */
  Mono<StatementPart> part(Object answer, String happened);
}
