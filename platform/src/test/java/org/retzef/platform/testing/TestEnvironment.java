package org.retzef.platform.testing;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Points a Spring context to a fresh database, the broker and the issuer. */
final class TestEnvironment
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var environment = context.getEnvironment();
    Infrastructure infrastructure =
        environment.getProperty("retzef.test.another-broker", Boolean.class, false)
            ? Infrastructure.withAnotherBroker()
            : Infrastructure.running();
    String database =
        infrastructure.createDatabase(environment.getProperty("retzef.service", "test"));
    var ours =
        new MapPropertySource(
            "test environment",
            Map.of(
                "retzef.database.host", infrastructure.host(),
                "retzef.database.port", infrastructure.port(),
                "retzef.database.name", database,
                "retzef.database.user", Infrastructure.ROLE,
                "retzef.database.password", Infrastructure.ROLE,
                "retzef.kafka", infrastructure.kafka(),
                "retzef.kafka-login", infrastructure.kafkaLogin(),
                "retzef.issuer", TestTokens.issuer()));
    // RetzefIT sets some, so the source is there; what a test sets itself wins
    environment
        .getPropertySources()
        .addAfter(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, ours);
  }
}
