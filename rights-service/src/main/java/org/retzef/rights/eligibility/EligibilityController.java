package org.retzef.rights.eligibility;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.rights.eligibility.rules.Fact;
import org.retzef.rights.eligibility.rules.FactSchema;
import org.retzef.rights.eligibility.rules.Parameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/rights")
class EligibilityController {

  private final FactSchema schema;
  private final ParameterValues parameters;
  private final Idempotency idempotency;
  private final Clock clock;

  EligibilityController(
      FactSchema schema, ParameterValues parameters, Idempotency idempotency, Clock clock) {
    this.schema = schema;
    this.parameters = parameters;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Lists all facts that rules may name, with the question for each in three languages. */
  @GetMapping("/facts")
  Mono<Page<Fact>> facts() {
    return Mono.just(Page.whole(schema.facts()));
  }

  /** Lists the amounts and tables that rules name, as they are on a day. */
  @GetMapping("/parameters")
  Mono<ResponseEntity<Page<ParameterValue>>> list(
      @RequestParam(required = false) @Nullable LocalDate asOf, PageRequest page) {
    return parameters.list(asOf == null ? LocalDate.now(clock) : asOf, page).map(page::answer);
  }

  /** Sets what a parameter is from a day on; days before it keep their value. */
  @PostMapping("/parameters/{code}/values")
  Mono<ResponseEntity<ParameterValue>> set(
      Caller caller,
      @PathVariable String code,
      OptionalIdempotencyKey key,
      @RequestBody SetParameterRequest request) {
    return idempotency.once(
        key,
        request,
        ParameterValue.class,
        () ->
            parameters
                .find(code)
                .flatMap(
                    parameter ->
                        parameters
                            .declare(
                                valueOf(parameter, request),
                                request.validFrom(),
                                request.sourceUrl(),
                                caller.subject())
                            .thenReturn(created(parameter, request))));
  }

  private static Map<Parameter, Object> valueOf(Parameter parameter, SetParameterRequest request) {
    if (!parameter.takes(request.value())) {
      throw new InvalidInput(Fault.of("value", "condition-value-invalid"));
    }
    return new HashMap<>(Map.of(parameter, request.value()));
  }

  private static ResponseEntity<ParameterValue> created(
      Parameter parameter, SetParameterRequest request) {
    return ResponseEntity.created(
            URI.create("/api/v1/rights/parameters?asOf=" + request.validFrom()))
        .body(
            new ParameterValue(
                parameter.code(),
                parameter.kind(),
                parameter.unit(),
                request.validFrom(),
                request.value(),
                request.sourceUrl()));
  }
}
