package org.retzef.family.trackplan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.retzef.family.post.Posts;
import org.retzef.family.programme.Programmes;
import org.retzef.family.programme.Track;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Publishes plans of seats. Runs inside the caller's command. */
@Service
class TrackPlanPublication {

  private static final LocalDate EARLIEST = LocalDate.of(2007, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

  private final Units units;
  private final Programmes programmes;
  private final Posts posts;
  private final TrackPlans plans;
  private final Outbox outbox;
  private final Clock clock;

  TrackPlanPublication(
      Units units,
      Programmes programmes,
      Posts posts,
      TrackPlans plans,
      Outbox outbox,
      Clock clock) {
    this.units = units;
    this.programmes = programmes;
    this.posts = posts;
    this.plans = plans;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<TrackPlan> publish(Caller caller, PublishTrackPlanRequest request) {
    requirePlausible(request);
    return units
        .find(caller, request.unit())
        .then(knownTrack(request.track()))
        .delayUntil(track -> posts.requireAnswersFor(caller, track.programme()))
        .flatMap(
            track ->
                plans
                    .insertNextVersion(request)
                    .delayUntil(
                        plan ->
                            outbox.append(TrackPlanEvent.Published.of(plan, track.programme()))));
  }

  private Mono<Track> knownTrack(String code) {
    return programmes
        .track(code)
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("track", "track-unknown"))));
  }

  private void requirePlausible(PublishTrackPlanRequest request) {
    List<Fault> faults = new ArrayList<>();
    if (request.from().isBefore(EARLIEST) || request.from().isAfter(LATEST)) {
      faults.add(Fault.of("from", "date-out-of-range"));
    }
    if (request.until().isAfter(LATEST)) {
      faults.add(Fault.of("until", "date-out-of-range"));
    }
    if (request.until().isBefore(request.from())) {
      faults.add(Fault.of("until", "date-before-start"));
    }
    if (request.publishedOn().isAfter(LocalDate.now(clock))) {
      faults.add(Fault.of("publishedOn", "date-in-future"));
    }
    if (request.publishedOn().isBefore(EARLIEST)) {
      faults.add(Fault.of("publishedOn", "date-out-of-range"));
    }
    InvalidInput.ifAny(faults);
  }
}
