package org.retzef.gatewaypeer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The peer of the gateway: Spring Cloud Gateway on Spring MVC and virtual threads, with one route
 * and nothing of what ours does on the way. Its settings are in the profile {@code gateway}.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class GatewayPeer {

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(GatewayPeer.class);
    application.setAdditionalProfiles("gateway");
    application.run(arguments);
  }
}
