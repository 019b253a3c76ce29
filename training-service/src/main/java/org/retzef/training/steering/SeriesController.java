package org.retzef.training.steering;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.training.unit.Level;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/meeting-series")
class SeriesController {

  private final SeriesOfMeetings series;
  private final Idempotency idempotency;
  private final Commands commands;

  SeriesController(SeriesOfMeetings series, Idempotency idempotency, Commands commands) {
    this.series = series;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Begins a forum's routine; its minutes name it from then on. */
  @PostMapping
  Mono<ResponseEntity<MeetingSeries>> begin(
      Caller caller, OptionalIdempotencyKey key, @RequestBody SeriesRequest request) {
    return idempotency.once(
        key,
        request,
        MeetingSeries.class,
        () ->
            series
                .begin(caller, request)
                .map(
                    begun ->
                        ResponseEntity.created(URI.create("/api/v1/meeting-series/" + begun.id()))
                            .eTag(ExpectedVersion.eTag(begun.version()))
                            .body(begun)));
  }

  /**
   * The forums of the caller's unit and below, with the last meeting and the next that is due.
   *
   * @param level only those of this level
   */
  @GetMapping
  Mono<Page<MeetingSeries>> list(
      Caller caller, @RequestParam(required = false) @Nullable Level level) {
    return series.seenBy(caller, level).map(Page::whole);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<MeetingSeries>> get(Caller caller, @PathVariable UUID id) {
    return series.find(caller, id).map(SeriesController::shown);
  }

  /** Sets the day after which no meeting is due. */
  @PutMapping("/{id}/end")
  Mono<ResponseEntity<MeetingSeries>> end(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody SeriesEndRequest request) {
    return commands
        .run(() -> series.end(caller, id, expected, request.lastOn()))
        .map(SeriesController::shown);
  }

  private static ResponseEntity<MeetingSeries> shown(MeetingSeries series) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(series.version())).body(series);
  }
}
