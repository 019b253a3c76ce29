package org.retzef.family.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.retzef.platform.outbox.Commands;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The forms to begin with, for an empty database: ten life domains, and what was asked in the
 * emergency of 2020 [S1]. Whoever runs the programmes publishes better ones as new versions.
 */
@Component
@Order(3)
@ConditionalOnBooleanProperty("retzef.reference-data")
class FormReferenceData implements ApplicationRunner {

  /** Before any assessment that could be typed in later. */
  private static final LocalDate ALWAYS = LocalDate.of(2015, 1, 1);

  private final AssessmentForms forms;
  private final Commands commands;

  FormReferenceData(AssessmentForms forms, Commands commands) {
    this.forms = forms;
    this.commands = commands;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    Flux.just(AssessmentForm.ROUTINE, "EMERGENCY_2020")
        .concatMap(code -> commands.run(() -> loadIfMissing(code)))
        .blockLast();
  }

  private Mono<Boolean> loadIfMissing(String code) {
    return forms
        .lockNewest(code)
        .map(known -> false)
        .switchIfEmpty(
            Mono.defer(
                () ->
                    forms
                        .insert(new AssessmentForm(code, 1, ALWAYS, definition(code)), "reference")
                        .thenReturn(true)));
  }

  private static FormDefinition definition(String code) {
    try (InputStream file =
        new ClassPathResource("reference/form-" + code + ".json").getInputStream()) {
      return JsonMapper.shared().readValue(file, FormDefinition.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
