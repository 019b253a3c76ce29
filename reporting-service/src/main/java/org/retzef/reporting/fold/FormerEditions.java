package org.retzef.reporting.fold;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets editions that answer no more: a family that is erased later would keep its name in them,
 * as nobody folds them. It may take minutes; whoever is broken off goes on after the next start.
 */
@Component
class FormerEditions {

  private static final Logger log = LoggerFactory.getLogger(FormerEditions.class);

  private final Editions editions;
  private final Folding folding;
  private final Commands commands;
  private final List<String> tables;

  FormerEditions(
      Editions editions, Folding folding, Commands commands, List<Projection> projections) {
    this.editions = editions;
    this.folding = folding;
    this.commands = commands;
    this.tables =
        Stream.of(
                Editions.TOTALS.stream(),
                Stream.of(
                    "fact",
                    "figure_cell",
                    "figure_proof",
                    "hidden_figure",
                    "merged_family",
                    "erased_family",
                    "early_end"),
                projections.stream().flatMap(projection -> projection.tables().stream()))
            .flatMap(each -> each)
            .toList();
  }

  @Scheduled(fixedDelayString = "PT2S")
  void forget() {
    List<Integer> former = Objects.requireNonNull(editions.former().collectList().block());
    if (!former.isEmpty()) {
      forget(former);
      log.info("Nothing is left of editions {} of the figures", former);
    }
  }

  /**
   * Leaves nothing of them.
   *
   * @param all that are not forgotten yet, the oldest first
   */
  void forget(List<Integer> all) {
    all.forEach(this::awaitFold);
    editions.drop(all, tables).block();
  }

  /** Another copy of the service may still be folding it; after that it finds a new one answers. */
  private void awaitFold(int edition) {
    commands.run(() -> folding.lock(edition).thenReturn(true)).block();
  }
}
