package org.retzef.family.infrastructureresponse;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.retzef.family.post.Posts;
import org.retzef.family.programme.ProgrammeNotFound;
import org.retzef.family.programme.Programmes;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Turns programmes into interventions, and back. Runs inside the caller's command. */
@Service
class ProgrammeConversion {

  /** The second stage follows the first, which began in 2021 [S0]. */
  private static final LocalDate EARLIEST = LocalDate.of(2021, 1, 1);

  private final Units units;
  private final Programmes programmes;
  private final Posts posts;
  private final Conversions conversions;
  private final Outbox outbox;
  private final Clock clock;

  ProgrammeConversion(
      Units units,
      Programmes programmes,
      Posts posts,
      Conversions conversions,
      Outbox outbox,
      Clock clock) {
    this.units = units;
    this.programmes = programmes;
    this.posts = posts;
    this.conversions = conversions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Fails with {@link ProgrammeNotFound}. */
  Mono<Void> requireProgramme(String programme) {
    return programmes.require(programme);
  }

  Mono<Conversion> propose(Caller caller, String programme, ProposeConversionRequest request) {
    if (request.from().isBefore(EARLIEST)
        || request.from().isAfter(LocalDate.now(clock).plusYears(5))) {
      throw new InvalidInput(Fault.of("from", "date-out-of-range"));
    }
    UUID id = Ids.next();
    return requireProgramme(programme)
        .then(posts.requireAnswersFor(caller, programme))
        .then(units.find(caller, request.unit()))
        .then(conversions.liveOneNear(programme, request.unit()))
        .filter(live -> !live)
        .switchIfEmpty(Mono.error(ConvertedAlready::new))
        .flatMap(none -> conversions.insert(id, programme, request, caller.subject(), now()))
        .then(Mono.defer(() -> conversions.find(caller, programme, id)))
        .delayUntil(this::tell);
  }

  Mono<Conversion> move(
      Caller caller, String programme, UUID id, ExpectedVersion expected, Conversion.State next) {
    return posts
        .requireAnswersFor(caller, programme)
        .then(Mono.defer(() -> conversions.lock(caller, programme, id)))
        .doOnNext(conversion -> expected.orRefuse(conversion.version(), conversion))
        .map(conversion -> conversion.become(next, now()))
        .delayUntil(conversion -> conversions.update(conversion, caller.subject()))
        .delayUntil(this::tell);
  }

  private Mono<Void> tell(Conversion conversion) {
    return outbox.append(ConversionEvent.Converted.of(conversion));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
