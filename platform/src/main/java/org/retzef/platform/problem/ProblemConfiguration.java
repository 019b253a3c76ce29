package org.retzef.platform.problem;

import jakarta.validation.Validator;
import org.retzef.platform.trace.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Wires the answers and the reading of bodies and parameters into a service. */
@AutoConfiguration(
    beforeName = "org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration")
@Import(ProblemDocumentation.class)
class ProblemConfiguration {

  /** The service's own bundle comes first, so that it may word a platform message better. */
  @Bean
  MessageSource messageSource() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages/service", "messages/platform");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    messages.setDefaultLocale(Languages.HEBREW);
    return messages;
  }

  @Bean
  Problems problems(
      MessageSource messages,
      JsonMapper json,
      Traces traces,
      ObjectProvider<KnownFailure> knownFailures) {
    return new Problems(messages, json, traces, knownFailures);
  }

  @Bean
  @ConditionalOnClass(name = "io.r2dbc.spi.ConnectionFactory")
  KnownFailure databaseFailures() {
    return new DatabaseFailures();
  }

  @Bean
  @ConditionalOnClass(name = "io.r2dbc.spi.ConnectionFactory")
  CleanQuery cleanQuery() {
    return new CleanQuery();
  }

  @Bean
  StrictParameters strictParameters() {
    return new StrictParameters();
  }

  @Bean
  SmartInitializingSingleton strictIds(
      StrictParameters parameters, ObjectProvider<RequestMappingHandlerAdapter> adapters) {
    return () ->
        adapters.stream()
            .map(RequestMappingHandlerAdapter::getWebBindingInitializer)
            .map(ConfigurableWebBindingInitializer.class::cast)
            .forEach(binding -> binding.setPropertyEditorRegistrar(parameters));
  }

  /** A service adds its own value types (money, say) as {@link SimpleModule} beans. */
  @Bean
  RequestBodies requestBodies(ObjectProvider<SimpleModule> modules, Validator validator) {
    return new RequestBodies(modules, validator);
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  CodecCustomizer strictRequestBodies(RequestBodies bodies) {
    return codecs -> codecs.defaultCodecs().jacksonJsonDecoder(bodies);
  }
}
