package org.retzef.rights;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class RightsServiceApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(RightsServiceApplication.class, arguments);
  }
}
