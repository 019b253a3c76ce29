package org.retzef.local.mail;

import java.io.IOException;
import java.time.Clock;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The mail server: its store, its SMTP door and its page. */
@Configuration(proxyBeanMethods = false)
class MailBox {

  @Bean
  MailStore mailStore(Settings settings, JsonMapper json) throws IOException {
    return new MailStore(settings.home().resolve("mail/mails.jsonl"), json);
  }

  @Bean
  SmtpServer smtpServer(Settings settings, MailStore store) {
    return new SmtpServer(settings.port(Port.SMTP), store, Clock.systemUTC());
  }

  @Bean
  MailPages mailPages(Settings settings, MailStore store, JsonMapper json) throws IOException {
    return new MailPages(settings.port(Port.MAILBOX), store, json);
  }
}
