package org.retzef.family.fit;

import org.retzef.family.fit.rules.Conditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FitConfiguration {

  @Bean
  Conditions conditions() {
    return new Conditions();
  }
}
