package org.retzef.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway. */
@SpringBootApplication
public class GatewayApplication {

  private static final String EVENT_LOOPS = "reactor.netty.ioWorkerCount";

  public static void main(String[] arguments) {
    if (System.getProperty(EVENT_LOOPS) == null) {
      System.setProperty(EVENT_LOOPS, "2"); // Netty's least is four; two cores turn two
    }
    SpringApplication.run(GatewayApplication.class, arguments);
  }
}
