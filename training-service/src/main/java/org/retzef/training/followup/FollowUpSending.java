package org.retzef.training.followup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
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
class FollowUpSending {

  /** Few enough that a crash repeats little, many enough that a connection is worth its while. */
  private static final int BATCH = 50;

  private final DueMails mails;
  private final MailServer server;
  private final Commands commands;
  private final Outbox outbox;

  FollowUpSending(DueMails mails, MailServer server, Commands commands, Outbox outbox) {
    this.mails = mails;
    this.server = server;
    this.commands = commands;
    this.outbox = outbox;
  }

  /** Whether there may be more. */
  boolean sendBatch() {
    List<DueMail> due = Objects.requireNonNull(commands.run(() -> mails.takeOn(BATCH)).block());
    if (due.isEmpty()) {
      return false;
    }
    Map<UUID, Outcome> outcomes = server.send(due);
    note(() -> mails.note(outcomes).flatMap(sent -> outbox.append(newsOf(sent))));
    List<UUID> untried =
        due.stream().map(DueMail::id).filter(id -> !outcomes.containsKey(id)).toList();
    if (!untried.isEmpty()) {
      note(() -> mails.giveBack(untried));
    }
    return outcomes.size() == BATCH;
  }

  /** What the server has said must not be lost over a database that is away for a moment. */
  private void note(Supplier<Mono<Void>> step) {
    Mono.defer(() -> commands.run(step))
        .retryWhen(Retry.backoff(6, Duration.ofMillis(250)))
        .block();
  }

  private static List<FollowUpEvent.Sent> newsOf(List<DueMails.Sent> sent) {
    Map<FollowUp, List<FollowUpEvent.Mails>> departments = new LinkedHashMap<>();
    for (DueMails.Sent one : sent) {
      departments
          .computeIfAbsent(new FollowUp(one.sessionId(), one.stage()), _ -> new ArrayList<>())
          .add(new FollowUpEvent.Mails(one.unit(), one.mails()));
    }
    return departments.entrySet().stream()
        .map(
            one ->
                new FollowUpEvent.Sent(
                    one.getKey().session(), one.getKey().stage(), one.getValue()))
        .toList();
  }

  private record FollowUp(UUID session, Stage stage) {}
}
