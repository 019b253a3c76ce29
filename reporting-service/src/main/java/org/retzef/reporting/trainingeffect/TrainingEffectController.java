package org.retzef.reporting.trainingeffect;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import org.retzef.platform.caller.Caller;
import org.springframework.core.io.ClassPathResource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/reports/training-effect")
class TrainingEffectController {

  private final ChainQuery chain;
  private final Method method;
  private final Clock clock;

  TrainingEffectController(ChainQuery chain, JsonMapper json, Clock clock) throws IOException {
    this.chain = chain;
    this.clock = clock;
    try (var file =
        new ClassPathResource("reference/training-effect-method.json").getInputStream()) {
      method = json.readValue(file, Method.class);
    }
  }

  /**
   * From training to take-up: what changed in the departments of the caller's unit that were first
   * trained in these months, against those that were not trained by the end of what is compared.
   *
   * @param from the first month of training, as 2026-03
   * @param to its last month
   * @param months that are compared before and after, 1 to 12; all must be over
   */
  @GetMapping
  Mono<ResponseEntity<TrainingEffect>> effect(
      Caller caller,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM") YearMonth from,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM") YearMonth to,
      @RequestParam(defaultValue = "3") int months) {
    Periods periods = Periods.over(from, to, months, LocalDate.now(clock));
    return Mono.zip(
            chain.departments(caller, periods),
            chain.followUps(caller, periods),
            chain.use(caller, periods))
        .map(
            found ->
                TrainingEffect.of(periods, method, found.getT1(), found.getT2(), found.getT3()))
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }
}
