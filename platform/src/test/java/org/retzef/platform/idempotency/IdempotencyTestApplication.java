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

  @Bean
  ApplicationRunner table(DatabaseClient database) {
    return arguments ->
        database
            .sql("create table count (total bigint)")
            .then()
            .then(database.sql("insert into count values (0)").then())
            .block();
  }

  @Bean
  AccessRules accessRules() {
    return new AccessRules()
        .allow(POST, "/counts", "counter", "scope:count")
        .allow(POST, "/money", "counter");
  }
}
