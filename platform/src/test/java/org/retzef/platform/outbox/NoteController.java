package org.retzef.platform.outbox;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A command as a feature would serve it, one that forgot how, and one write without either. */
@RestController
class NoteController {

  private final Commands commands;
  private final TransactionalOperator transaction;
  private final Outbox outbox;
  private final DatabaseClient database;

  NoteController(
      Commands commands,
      TransactionalOperator transaction,
      Outbox outbox,
      DatabaseClient database) {
    this.commands = commands;
    this.transaction = transaction;
    this.outbox = outbox;
    this.database = database;
  }

  @PostMapping("/notes/{id}")
  Mono<String> write(@PathVariable String id) {
    return commands.run(() -> insertWithNews(id));
  }

  @PostMapping("/careless/{id}")
  Mono<String> writeWithoutCommands(@PathVariable String id) {
    return transaction.transactional(insertWithNews(id));
  }

  @PostMapping("/single/{id}")
  Mono<String> writeInOneStatement(@PathVariable String id) {
    return insert(id).thenReturn(id);
  }

  private Mono<String> insertWithNews(String id) {
    return insert(id).then(outbox.append(new NoteEvent.Written(id, 1))).thenReturn(id);
  }

  private Mono<Void> insert(String id) {
    return database.sql("insert into note (id) values ($1)").bind("$1", id).then();
  }
}
