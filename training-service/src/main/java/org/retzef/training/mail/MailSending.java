package org.retzef.training.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.retzef.platform.outbox.Commands;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sends a batch of mails; blocks. No transaction is open while the mail server is asked.
 *
 * <p>Who dies between the server's word and the note of it leaves at most one batch that is sent
 * again when its lease is over: at least once, with the same Message-ID, by which mail programs
 * drop the repetition.
 */
@Component
public class MailSending {

  /** Few enough that a crash repeats little, many enough that a connection is worth its while. */
  private static final int BATCH = 100;

  private final MailServer server;
  private final Commands commands;

  MailSending(MailServer server, Commands commands) {
    this.server = server;
    this.commands = commands;
  }

  /** Whether there may be more. */
  public <L extends Letter> boolean sendBatch(MailPile<L> pile) {
    List<L> due = Objects.requireNonNull(commands.run(() -> pile.takeOn(BATCH)).block());
    if (due.isEmpty()) {
      return false;
    }
    Map<UUID, Outcome> outcomes = server.send(due, pile);
    note(() -> pile.note(outcomes));
    List<UUID> untried =
        due.stream().map(Letter::id).filter(id -> !outcomes.containsKey(id)).toList();
    if (!untried.isEmpty()) {
      note(() -> pile.giveBack(untried));
    }
    return outcomes.size() == BATCH;
  }

  /** What the server has said must not be lost over a database that is away for a moment. */
  private void note(Supplier<Mono<Void>> step) {
    Mono.defer(() -> commands.run(step))
        .retryWhen(Retry.backoff(6, Duration.ofMillis(250)))
        .block();
  }
}
