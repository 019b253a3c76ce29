package org.retzef.hotbudget;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A budget as Spring Data keeps it: read, changed, saved under a version, tried again when somebody
 * else was faster. Spring MVC on virtual threads, without tokens or rights.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class BudgetPeer {

  public static void main(String[] arguments) {
    SpringApplication.run(BudgetPeer.class, arguments);
  }
}
