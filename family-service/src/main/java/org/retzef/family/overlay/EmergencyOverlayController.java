package org.retzef.family.overlay;

import java.net.URI;
import java.util.UUID;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/units/{path}/emergency-overlays")
class EmergencyOverlayController {

  private final OverlaySwitch overlaySwitch;
  private final EmergencyOverlays overlays;
  private final Units units;
  private final Idempotency idempotency;
  private final Commands commands;

  EmergencyOverlayController(
      OverlaySwitch overlaySwitch,
      EmergencyOverlays overlays,
      Units units,
      Idempotency idempotency,
      Commands commands) {
    this.overlaySwitch = overlaySwitch;
    this.overlays = overlays;
    this.units = units;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /**
   * Declares an emergency in a unit and all below it: assessments ask its form's questions, too.
   */
  @PostMapping
  Mono<ResponseEntity<EmergencyOverlay>> declare(
      Caller caller,
      @PathVariable String path,
      OptionalIdempotencyKey key,
      @RequestBody DeclareOverlayRequest request) {
    return idempotency.once(
        key,
        request,
        EmergencyOverlay.class,
        () ->
            overlaySwitch.declare(caller, path, request).map(EmergencyOverlayController::created));
  }

  /**
   * Lists the emergencies that concern a unit: its own, of units above it and of units below it.
   */
  @GetMapping
  Mono<ResponseEntity<Page<EmergencyOverlay>>> list(
      Caller caller, @PathVariable String path, PageRequest page) {
    return units
        .find(caller, path)
        .map(Unit::path)
        .flatMap(unit -> overlays.concerning(unit, page))
        .map(page::answer);
  }

  /** Shows an emergency that concerns a unit. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<EmergencyOverlay>> get(
      Caller caller, @PathVariable String path, @PathVariable UUID id) {
    return units
        .find(caller, path)
        .map(Unit::path)
        .flatMap(unit -> overlays.concerning(unit, id))
        .map(EmergencyOverlayController::found);
  }

  /** Says on which day an emergency ends. What was answered while it was on stays. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<EmergencyOverlay>> end(
      Caller caller,
      @PathVariable String path,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody EndOverlayRequest request) {
    return commands
        .run(() -> overlaySwitch.end(caller, path, id, expected, request))
        .map(EmergencyOverlayController::found);
  }

  private static ResponseEntity<EmergencyOverlay> found(EmergencyOverlay overlay) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(overlay.version())).body(overlay);
  }

  private static ResponseEntity<EmergencyOverlay> created(EmergencyOverlay overlay) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/units/%s/emergency-overlays/%s".formatted(overlay.unit(), overlay.id())))
        .eTag(ExpectedVersion.eTag(overlay.version()))
        .body(overlay);
  }
}
