package org.retzef.family.setup;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.retzef.family.post.Posts;
import org.retzef.family.programme.Programmes;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.UnitNotFound;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Sets a programme up in a department, step by step. Runs inside the caller's command. */
@Service
class SetupWork {

  private final Units units;
  private final Programmes programmes;
  private final Posts posts;
  private final Setups setups;
  private final SharedRoles roles;
  private final Clock clock;

  SetupWork(
      Units units,
      Programmes programmes,
      Posts posts,
      Setups setups,
      SharedRoles roles,
      Clock clock) {
    this.units = units;
    this.programmes = programmes;
    this.posts = posts;
    this.setups = setups;
    this.roles = roles;
    this.clock = clock;
  }

  /** The department of a path, if the caller sees it. */
  Mono<UnitPath> department(Caller caller, String path) {
    return units
        .find(caller, path)
        .filter(unit -> unit.kind() == Unit.Kind.DEPARTMENT)
        .switchIfEmpty(Mono.error(UnitNotFound::new))
        .map(Unit::path);
  }

  Mono<ProgrammeSetup> show(UnitPath department, String programme) {
    return setups
        .find(department, programme, today())
        .switchIfEmpty(Mono.error(SetupNotFound::new));
  }

  Mono<List<ProgrammeSetup>> all(UnitPath department) {
    return setups
        .programmesOf(department)
        .collectList() // or the list would hold one connection while each set-up waits for another
        .flatMapIterable(programmes -> programmes)
        .concatMap(programme -> show(department, programme))
        .collectList();
  }

  Mono<ProgrammeSetup> start(Caller caller, UnitPath department, StartSetupRequest request) {
    return programmes
        .exists(request.programme())
        .filter(Boolean::booleanValue)
        .switchIfEmpty(
            Mono.error(() -> new InvalidInput(Fault.of("programme", "programme-unknown"))))
        .then(posts.requireAnswersFor(caller, request.programme()))
        .then(setups.insert(Ids.next(), department, request.programme(), today()))
        .then(show(department, request.programme()));
  }

  Mono<ProgrammeSetup> step(
      Caller caller,
      UnitPath department,
      String programme,
      String step,
      ExpectedVersion expected,
      StepRequest request) {
    return posts
        .requireAnswersFor(caller, programme)
        .then(Mono.defer(() -> locked(department, programme, expected)))
        .doOnNext(setup -> requireStep(setup, step))
        .then(setups.done(department, programme, step, request.doneOn(), caller.subject()))
        .then(setups.countUp(department, programme, null))
        .then(show(department, programme));
  }

  Mono<ProgrammeSetup> open(
      Caller caller, UnitPath department, String programme, ExpectedVersion expected) {
    return posts
        .requireAnswersFor(caller, programme)
        .then(Mono.defer(() -> locked(department, programme, expected)))
        .doOnNext(
            setup -> {
              if (!setup.openSteps().isEmpty()) {
                throw new SetupStepsOpen(setup.openSteps());
              }
            })
        .then(setups.countUp(department, programme, today()))
        .then(show(department, programme));
  }

  Mono<SharedRole> hold(UnitPath department, HoldRoleRequest request) {
    SharedRole held = new SharedRole(request.role(), request.holder(), request.from());
    return roles.hold(department, held).thenReturn(held);
  }

  Mono<List<SharedRole>> roles(UnitPath department) {
    return roles.on(department, today()).collectList();
  }

  private Mono<ProgrammeSetup> locked(
      UnitPath department, String programme, ExpectedVersion expected) {
    return setups
        .lock(department, programme)
        .then(Mono.defer(() -> show(department, programme)))
        .doOnNext(
            setup -> {
              expected.orRefuse(setup.version(), setup);
              if (setup.isOpen()) {
                throw new ProgrammeOpenAlready();
              }
            });
  }

  private static void requireStep(ProgrammeSetup setup, String step) {
    if (setup.steps().stream().noneMatch(known -> known.code().equals(step))) {
      throw new SetupNotFound();
    }
    if (step.equals(ProgrammeSetup.BY_SHARED_ROLES)) {
      throw new DoneBySharedRoles();
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
