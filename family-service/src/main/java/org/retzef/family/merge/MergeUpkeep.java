package org.retzef.family.merge;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.outbox.Commands;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees to it that nothing stays behind with a merged family. */
@Component
class MergeUpkeep {

  private final FamilyMerging merging;
  private final Merges merges;
  private final Commands commands;

  MergeUpkeep(FamilyMerging merging, Merges merges, Commands commands) {
    this.merging = merging;
    this.merges = merges;
    this.commands = commands;
  }

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void follow() {
    List<UUID> recent = merges.recent().block();
    if (recent != null) {
      recent.forEach(id -> commands.run(() -> merging.follow(id)).block());
    }
  }
}
