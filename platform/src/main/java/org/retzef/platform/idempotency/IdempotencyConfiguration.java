package org.retzef.platform.idempotency;

import org.retzef.platform.outbox.Commands;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Wires the keys and the versions into a service that has a database. */
@AutoConfiguration(afterName = "org.retzef.platform.outbox.OutboxConfiguration")
@ConditionalOnClass(DatabaseClient.class)
@EnableScheduling
@Import(HeaderDocumentation.class)
class IdempotencyConfiguration {

  @Bean
  @ConditionalOnBean(Commands.class)
  Idempotency idempotency(Commands commands, DatabaseClient database, JsonMapper json) {
    return new Idempotency(commands, database, json);
  }

  @Bean
  @ConditionalOnBean(Commands.class)
  AnswersTogether answersTogether(DatabaseClient database, JsonMapper json) {
    return new AnswersTogether(database, json);
  }

  @Bean
  @ConditionalOnBean(Commands.class)
  OldKeys oldKeys(Commands commands, DatabaseClient database) {
    return new OldKeys(commands, database);
  }

  @Bean
  WebFluxConfigurer headersAsParameters() {
    return new WebFluxConfigurer() {
      @Override
      public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new HeaderParameters());
      }
    };
  }
}
