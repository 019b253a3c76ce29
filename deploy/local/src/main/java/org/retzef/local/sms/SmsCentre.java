package org.retzef.local.sms;

import java.io.IOException;
import java.time.Clock;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The SMS centre: its store, its SMPP door and its page. */
@Configuration(proxyBeanMethods = false)
class SmsCentre {

  @Bean
  SmsStore smsStore(Settings settings, JsonMapper json) throws IOException {
    return new SmsStore(settings.home().resolve("sms/parts.jsonl"), json);
  }

  @Bean
  SmsDeliveries smsDeliveries(SmsStore store) {
    return new SmsDeliveries(store, Clock.systemUTC());
  }

  @Bean
  SmppServer smppServer(
      Settings settings, Secrets secrets, SmsStore store, SmsDeliveries deliveries)
      throws IOException {
    var account = new SmppServer.Account("retzef", secrets.of("smpp"));
    var submissions = new SmppSubmissions(store, deliveries, Clock.systemUTC());
    return new SmppServer(settings.port(Port.SMPP), account, submissions, deliveries);
  }

  @Bean
  SmsPages smsPages(Settings settings, SmsStore store, SmsDeliveries deliveries, JsonMapper json)
      throws IOException {
    return new SmsPages(settings.port(Port.SMS), store, deliveries, json, Clock.systemUTC());
  }
}
