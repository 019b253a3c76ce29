package org.retzef.family.setup;

import java.net.URI;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/units/{path}")
class SetupController {

  private final SetupWork work;
  private final Idempotency idempotency;
  private final Commands commands;

  SetupController(SetupWork work, Idempotency idempotency, Commands commands) {
    this.work = work;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Starts to set a programme up in a department; until it is open nobody is enrolled in it. */
  @PostMapping("/programme-setups")
  Mono<ResponseEntity<ProgrammeSetup>> start(
      Caller caller,
      @PathVariable String path,
      OptionalIdempotencyKey key,
      @RequestBody StartSetupRequest request) {
    return work.department(caller, path)
        .flatMap(
            department ->
                idempotency.once(
                    key,
                    request,
                    ProgrammeSetup.class,
                    () -> work.start(caller, department, request).map(SetupController::created)));
  }

  /** Lists the set-ups of a department, with their checklists. */
  @GetMapping("/programme-setups")
  Mono<Page<ProgrammeSetup>> list(Caller caller, @PathVariable String path) {
    return work.department(caller, path).flatMap(work::all).map(Page::whole);
  }

  /** Shows a programme's set-up in a department. */
  @GetMapping("/programme-setups/{programme}")
  Mono<ResponseEntity<ProgrammeSetup>> get(
      Caller caller, @PathVariable String path, @PathVariable String programme) {
    return work.department(caller, path)
        .flatMap(department -> work.show(department, programme))
        .map(SetupController::found);
  }

  /** Marks a step of the checklist as done, or opens it again. */
  @PatchMapping("/programme-setups/{programme}/steps/{step}")
  Mono<ResponseEntity<ProgrammeSetup>> step(
      Caller caller,
      @PathVariable String path,
      @PathVariable String programme,
      @PathVariable String step,
      ExpectedVersion expected,
      @RequestBody StepRequest request) {
    return work.department(caller, path)
        .flatMap(
            department ->
                commands.run(
                    () -> work.step(caller, department, programme, step, expected, request)))
        .map(SetupController::found);
  }

  /** Opens the programme in the department, if every step is done. */
  @PostMapping("/programme-setups/{programme}/opening")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<ProgrammeSetup>> open(
      Caller caller,
      @PathVariable String path,
      @PathVariable String programme,
      ExpectedVersion expected,
      OptionalIdempotencyKey key) {
    return work.department(caller, path)
        .flatMap(
            department ->
                idempotency.once(
                    key,
                    "",
                    ProgrammeSetup.class,
                    () ->
                        work.open(caller, department, programme, expected)
                            .map(SetupController::found)));
  }

  /** Lists who manages and who supervises all programmes of the department today. */
  @GetMapping("/shared-roles")
  Mono<Page<SharedRole>> roles(Caller caller, @PathVariable String path) {
    return work.department(caller, path).flatMap(work::roles).map(Page::whole);
  }

  /** Says who manages, or supervises, all programmes of the department from a day on. */
  @PostMapping("/shared-roles")
  Mono<ResponseEntity<SharedRole>> hold(
      Caller caller,
      @PathVariable String path,
      OptionalIdempotencyKey key,
      @RequestBody HoldRoleRequest request) {
    return work.department(caller, path)
        .flatMap(
            department ->
                idempotency.once(
                    key,
                    request,
                    SharedRole.class,
                    () -> work.hold(department, request).map(held -> createdIn(department, held))));
  }

  private static ResponseEntity<SharedRole> createdIn(UnitPath department, SharedRole held) {
    return ResponseEntity.created(URI.create("/api/v1/units/%s/shared-roles".formatted(department)))
        .body(held);
  }

  private static ResponseEntity<ProgrammeSetup> found(ProgrammeSetup setup) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(setup.version())).body(setup);
  }

  private static ResponseEntity<ProgrammeSetup> created(ProgrammeSetup setup) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/units/%s/programme-setups/%s"
                    .formatted(setup.department(), setup.programme())))
        .eTag(ExpectedVersion.eTag(setup.version()))
        .body(setup);
  }
}
