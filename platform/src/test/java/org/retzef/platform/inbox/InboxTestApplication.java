package org.retzef.platform.inbox;

import org.retzef.platform.caller.AccessRules;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service that reads notes and counts their lines; nobody may call it. */
@SpringBootApplication
class InboxTestApplication {

  @Bean
  AccessRules accessRules() {
    return new AccessRules();
  }
}
