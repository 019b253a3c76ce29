package org.retzef.family;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class FamilyServiceApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(FamilyServiceApplication.class, arguments);
  }
}
