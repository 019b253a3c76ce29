package org.retzef.reporting;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ReportingServiceApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(ReportingServiceApplication.class, arguments);
  }
}
