package org.retzef.platform.idempotency;

import org.retzef.platform.outbox.Commands;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Clears keys after their 24 hours, in short transactions until none is left. */
final class OldKeys {

  private static final int FORGOTTEN_AT_ONCE = 5000;

  private final Commands commands;
  private final DatabaseClient database;

  OldKeys(Commands commands, DatabaseClient database) {
    this.commands = commands;
    this.database = database;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forget() {
    Long forgotten;
    do {
      forgotten = commands.run(this::forgetSome).block();
    } while (forgotten != null && forgotten == FORGOTTEN_AT_ONCE);
  }

  private Mono<Long> forgetSome() {
    return database
        .sql(
            """
            delete from idempotency_key
             where (client, key) in (
               select client, key from idempotency_key
                where created_at < now() - interval '24 hours' limit :portion)
            """)
        .bind("portion", FORGOTTEN_AT_ONCE)
        .fetch()
        .rowsUpdated();
  }
}
