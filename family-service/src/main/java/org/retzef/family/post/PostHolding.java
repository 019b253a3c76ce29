package org.retzef.family.post;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.programme.Programmes;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Has posts answer for programmes, from day to day. Runs inside the caller's command. */
@Service
class PostHolding {

  private static final LocalDate EARLIEST = LocalDate.of(2007, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

  private final Posts posts;
  private final Units units;
  private final Programmes programmes;

  PostHolding(Posts posts, Units units, Programmes programmes) {
    this.posts = posts;
    this.units = units;
    this.programmes = programmes;
  }

  Mono<PostTerm> begin(Caller caller, String post, TermRequest request) {
    InvalidInput.ifAny(faultsOf(request.from(), request.until()));
    mustNotBeOwn(caller, request.holder());
    UUID id = Ids.next();
    return posts
        .find(post)
        .zipWith(units.find(caller, request.unit()))
        .doOnNext(found -> mustBeOfLevel(found.getT1(), found.getT2()))
        .then(Mono.defer(() -> requireProgramme(request.programme())))
        .then(Mono.defer(() -> posts.insert(id, post, request)))
        .then(Mono.defer(() -> posts.term(post, id)));
  }

  Mono<PostTerm> end(
      Caller caller, String post, UUID id, ExpectedVersion expected, LocalDate until) {
    return posts
        .lock(post, id)
        .doOnNext(
            term -> {
              mustNotBeOwn(caller, term.holder());
              expected.orRefuse(term.version(), term);
              InvalidInput.ifAny(faultsOf(term.from(), until));
            })
        .then(Mono.defer(() -> posts.end(id, until)))
        .then(Mono.defer(() -> posts.term(post, id)));
  }

  /** Which posts answer for a programme on a day; fails where there is no such programme. */
  Mono<List<PostTerm>> answering(Caller caller, String programme, LocalDate day) {
    return programmes
        .require(programme)
        .then(Mono.defer(() -> posts.terms(caller, null, programme, day)));
  }

  private static void mustNotBeOwn(Caller caller, String holder) {
    if (holder.equals(caller.subject())) {
      throw new OwnPost();
    }
  }

  private static void mustBeOfLevel(Post post, Unit unit) {
    if (!unit.kind().name().equals(post.level().name())) {
      throw new InvalidInput(Fault.of("unit", "unit-not-of-post"));
    }
  }

  private Mono<Void> requireProgramme(String programme) {
    return programmes
        .exists(programme)
        .filter(Boolean::booleanValue)
        .switchIfEmpty(
            Mono.error(() -> new InvalidInput(Fault.of("programme", "programme-unknown"))))
        .then();
  }

  private static List<Fault> faultsOf(LocalDate from, @Nullable LocalDate until) {
    List<Fault> faults = new ArrayList<>();
    if (from.isBefore(EARLIEST) || from.isAfter(LATEST)) {
      faults.add(Fault.of("from", "date-out-of-range"));
    }
    if (until != null && until.isAfter(LATEST)) {
      faults.add(Fault.of("until", "date-out-of-range"));
    }
    if (until != null && until.isBefore(from)) {
      faults.add(Fault.of("until", "date-before-start"));
    }
    return faults;
  }
}
