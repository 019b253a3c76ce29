package org.retzef.training;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points the service to the tests' mail server; in spring.factories, so that all share it. */
final class MailEnvironment
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> mail =
        Map.of("retzef.mail.port", TestMailServer.running().port(), "retzef.mail.pause", "PT0.1S");
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("mail", mail));
  }
}
