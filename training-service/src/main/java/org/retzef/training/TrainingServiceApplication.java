package org.retzef.training;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class TrainingServiceApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(TrainingServiceApplication.class, arguments);
  }
}
