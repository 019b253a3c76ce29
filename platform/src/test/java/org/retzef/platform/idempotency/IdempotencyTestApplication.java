package org.retzef.platform.idempotency;

import static org.springframework.http.HttpMethod.POST;

import org.retzef.platform.caller.AccessRules;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** A service that counts. */
@SpringBootApplication
class IdempotencyTestApplication {

  private static final String REFUSE_AT_THE_END =
      """
      create function refuse() returns trigger language plpgsql
      as 'begin raise check_violation; end'
      """;

  private static final String AT_THE_END =
      """
      create constraint trigger refused_at_commit after insert on no_thirteen
        deferrable initially deferred for each row execute function refuse()
      """;

  @Bean
  ApplicationRunner table(DatabaseClient database) {
    return arguments ->
        database
            .sql("create table count (total bigint)")
            .then()
            .then(database.sql("insert into count values (0)").then())
            .then(database.sql("create table no_thirteen (n int)").then())
            .then(database.sql(REFUSE_AT_THE_END).then())
            .then(database.sql(AT_THE_END).then())
            .block();
  }

  @Bean
  AccessRules accessRules() {
    return new AccessRules()
        .allow(POST, "/counts", "counter", "scope:count")
        .allow(POST, "/money", "counter")
        .allow(POST, "/money-at-once", "counter");
  }
}
