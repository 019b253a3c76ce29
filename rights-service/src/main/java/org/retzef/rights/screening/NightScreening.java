package org.retzef.rights.screening;

import java.time.Clock;
import java.util.List;
import org.retzef.platform.outbox.Commands;
import org.retzef.rights.family.FamilyNotFound;
import org.retzef.rights.family.KnownFamilies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Screens the families of runs whose hour has come, one transaction each. Several copies of the
 * service share the work; a family is in no run twice, and none is lost when a copy dies.
 */
@Component
class NightScreening {

  private static final Logger LOG = LoggerFactory.getLogger(NightScreening.class);

  private static final int MOST_AT_A_LOOK = 100;

  private final ScreeningRuns runs;
  private final FamilyScreening screening;
  private final KnownFamilies families;
  private final Commands commands;
  private final Clock clock;

  NightScreening(
      ScreeningRuns runs,
      FamilyScreening screening,
      KnownFamilies families,
      Commands commands,
      Clock clock) {
    this.runs = runs;
    this.screening = screening;
    this.families = families;
    this.commands = commands;
    this.clock = clock;
  }

  /** Looks again soon, rather than holding up what else is due. */
  @Scheduled(fixedDelayString = "${retzef.screening.look-every:1s}")
  void work() {
    boolean more = true;
    for (int i = 0; more && i < MOST_AT_A_LOOK; i++) {
      more = Boolean.TRUE.equals(screenNext().block());
    }
  }

  private Mono<Boolean> screenNext() {
    ScreeningRuns.Next[] taken = new ScreeningRuns.Next[1];
    return commands
        .run(
            () ->
                runs.take(clock.instant())
                    .doOnNext(next -> taken[0] = next)
                    .flatMap(next -> screen(next).then(runs.count(next.run())).thenReturn(true)))
        .defaultIfEmpty(false)
        .onErrorResume(failure -> layAside(taken[0], failure));
  }

  /** A family that was erased since has nothing to be screened any more. */
  private Mono<Void> screen(ScreeningRuns.Next next) {
    return families
        .find(next.familyId())
        .flatMap(
            family ->
                screening.screen(next.requestedBy(), family, List.of(), next.asOf(), next.run()))
        .onErrorResume(FamilyNotFound.class, erased -> Mono.empty())
        .then();
  }

  private Mono<Boolean> layAside(ScreeningRuns.Next next, Throwable failure) {
    if (next == null) {
      return Mono.error(failure);
    }
    LOG.error("Family {} was not screened in run {}", next.familyId(), next.run(), failure);
    return commands.run(() -> runs.layAside(next.run(), next.familyId())).thenReturn(true);
  }
}
