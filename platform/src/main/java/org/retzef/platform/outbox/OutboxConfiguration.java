package org.retzef.platform.outbox;

import io.r2dbc.pool.ConnectionPool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/** Wires commands and their news into a service that has a database. */
@AutoConfiguration(
    after = DatabaseConfiguration.class,
    afterName = {
      "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
      "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
    })
@ConditionalOnClass({ConnectionPool.class, DatabaseClient.class})
@ConditionalOnBean(ConnectionPool.class)
class OutboxConfiguration {

  @Bean
  Commands commands(TransactionalOperator transaction, ObjectProvider<CommandWitness> witnesses) {
    return new Commands(transaction, witnesses.orderedStream().toList());
  }

  @Bean
  Nudge nudge() {
    return new Nudge();
  }

  @Bean
  Outbox outbox(DatabaseClient database, JsonMapper json, Nudge nudge) {
    return new Outbox(database, json, nudge);
  }
}
