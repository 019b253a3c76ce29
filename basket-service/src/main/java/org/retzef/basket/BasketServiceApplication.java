package org.retzef.basket;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class BasketServiceApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(BasketServiceApplication.class, arguments);
  }
}
