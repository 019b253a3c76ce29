package org.retzef.rights.eligibility;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.retzef.rights.eligibility.rules.Contradiction;
import org.retzef.rights.eligibility.rules.Fact;
import org.retzef.rights.eligibility.rules.FactSchema;
import org.retzef.rights.eligibility.rules.FactsReader;
import org.retzef.rights.eligibility.rules.RuleLanguage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** The declared facts, which come with the code that asks for them. */
@Configuration(proxyBeanMethods = false)
class EligibilityConfiguration {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Bean
  FactSchema factSchema() {
    return new FactSchema(read("reference/facts.json", Fact.class));
  }

  @Bean
  FactsReader factsReader(FactSchema schema) {
    RuleLanguage language = new RuleLanguage(schema, List.of());
    List<Contradiction> contradictions =
        read("reference/contradictions.json", String.class).stream()
            .map(language::contradiction)
            .toList();
    return new FactsReader(schema, contradictions);
  }

  private static <T> List<T> read(String file, Class<T> type) {
    try (InputStream bytes = new ClassPathResource(file).getInputStream()) {
      return JSON.readerForListOf(type).readValue(bytes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
