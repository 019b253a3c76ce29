package org.retzef.rights.screening;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Commands;
import org.retzef.rights.family.FamilyNotFound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Screens the families of runs whose hour has come, one transaction each. Several copies of the
 * service share the work; a family is in no run twice, and none is lost when a copy dies.
 */
@Component
@EnableConfigurationProperties(NightSettings.class)
class NightScreening {

  private static final Logger LOG = LoggerFactory.getLogger(NightScreening.class);

  private static final int MOST_AT_A_LOOK = 100;

  private static final UnitPath COUNTRY = new UnitPath("IL");

  private final ScreeningRuns runs;
  private final FamilyScreening screening;
  private final NightSettings settings;
  private final Commands commands;
  private final Clock clock;

  NightScreening(
      ScreeningRuns runs,
      FamilyScreening screening,
      NightSettings settings,
      Commands commands,
      Clock clock) {
    this.runs = runs;
    this.screening = screening;
    this.settings = settings;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Opens the night's runs once it is night; a service that was down at that hour does so when it
   * comes up, as long as the night lasts.
   */
  @Scheduled(fixedDelayString = "${retzef.screening.night.look-every}")
  void beginTheNight() {
    LocalDateTime now = LocalDateTime.now(clock);
    if (settings.isNight(now.toLocalTime())) {
      Integer opened =
          commands.run(() -> runs.openNight(COUNTRY, now.toLocalDate(), clock.instant())).block();
      if (opened != null && opened > 0) {
        LOG.info("{} units are screened in the night of {}", opened, now.toLocalDate());
      }
    }
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

  /** A family that was erased or merged since has nothing to be screened any more. */
  private Mono<Void> screen(ScreeningRuns.Next next) {
    return screening
        .screen(next.requestedBy(), COUNTRY, next.familyId(), List.of(), next.asOf(), next.run())
        .then()
        .onErrorResume(FamilyNotFound.class, gone -> Mono.empty());
  }

  private Mono<Boolean> layAside(ScreeningRuns.Next next, Throwable failure) {
    if (next == null) {
      return Mono.error(failure);
    }
    LOG.error("Family {} was not screened in run {}", next.familyId(), next.run(), failure);
    return commands.run(() -> runs.layAside(next.run(), next.familyId())).thenReturn(true);
  }
}
