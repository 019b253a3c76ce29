package org.retzef.basket.serviceplan;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Languages;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The six stations of a plan, each with its four categories, in the caller's language. */
@RestController
@RequestMapping("/api/v1/service-plans/{planId}")
class StationController {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final PlanEditing editing;
  private final ServicePlans plans;
  private final Commands commands;

  StationController(PlanEditing editing, ServicePlans plans, Commands commands) {
    this.editing = editing;
    this.plans = plans;
    this.commands = commands;
  }

  @GetMapping("/stations")
  Mono<Page<StationView>> list(Caller caller, @PathVariable UUID planId, ServerHttpRequest asked) {
    StationGuide guide = guide(asked);
    return plans
        .find(caller, planId)
        .map(whole -> whole.stations().stream().map(one -> StationView.of(one, guide)).toList())
        .map(Page::whole);
  }

  /** A station: what the guide suggests, what of it is marked, and what was added. */
  @GetMapping("/stations/{n}")
  Mono<ResponseEntity<StationView>> get(
      Caller caller, @PathVariable UUID planId, @PathVariable int n, ServerHttpRequest asked) {
    return plans.find(caller, planId).map(whole -> shown(whole, n, guide(asked)));
  }

  /** Saves a station whole: what is marked, what was added, and whether it is done or skipped. */
  @PutMapping("/stations/{n}")
  Mono<ResponseEntity<StationView>> save(
      Caller caller,
      @PathVariable UUID planId,
      @PathVariable int n,
      ExpectedVersion expected,
      @RequestBody SaveStationRequest request,
      ServerHttpRequest asked) {
    StationGuide guide = guide(asked);
    Consumer<Station> seen =
        station -> expected.orRefuse(station.version(), StationView.of(station, guide));
    return commands
        .run(() -> editing.fill(caller, planId, n, seen, request))
        .map(whole -> shown(whole, n, guide));
  }

  /**
   * All 24 cells as a file, in the caller's language.
   *
   * @param format {@code csv} or {@code xlsx}
   */
  @Operation(
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))
              }))
  @GetMapping(
      path = "/export",
      produces = {"text/csv", XLSX})
  Mono<ResponseEntity<byte[]>> export(
      Caller caller,
      @PathVariable UUID planId,
      @RequestParam(defaultValue = "csv") String format,
      ServerHttpRequest asked) {
    if (!List.of("csv", "xlsx").contains(format)) {
      throw new InvalidInput(Fault.of("format", "export-format-invalid"));
    }
    boolean csv = format.equals("csv");
    return plans
        .find(caller, planId)
        .map(whole -> PlanExport.of(whole, guide(asked)))
        .publishOn(Schedulers.boundedElastic())
        .map(export -> csv ? export.csv() : export.xlsx())
        .map(
            file ->
                ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(csv ? "text/csv;charset=UTF-8" : XLSX))
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                            .filename("service-plan-" + planId + "." + format)
                            .build()
                            .toString())
                    .body(file));
  }

  private static StationGuide guide(ServerHttpRequest asked) {
    return StationGuide.in(Languages.of(asked.getHeaders()));
  }

  private static ResponseEntity<StationView> shown(WholePlan whole, int n, StationGuide guide) {
    Station station = whole.station(n);
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.eTag(station.version()))
        .body(StationView.of(station, guide));
  }
}
