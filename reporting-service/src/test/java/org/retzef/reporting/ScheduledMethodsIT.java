package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.ScheduledMethods;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Other tests call these methods themselves; that the service does so is asked here. */
@RetzefIT
class ScheduledMethodsIT {

  @Autowired private ApplicationContext service;

  @Test
  void areTheseAndNoOthers() {
    assertThat(ScheduledMethods.of(service))
        .containsExactly(
            "figure.ProofWatch.prove",
            "fold.DeepProofWatch.follow",
            "fold.DeepProofWatch.prove",
            "fold.EarlyEnds.count",
            "fold.FoldReaders.follow",
            "fold.FormerEditions.forget",
            "fold.ToldWatch.count",
            "idempotency.OldKeys.forget",
            "inbox.InboxUpkeep.count",
            "inbox.InboxUpkeep.forgetOldIds",
            "indicator.HidingAhead.decide",
            "stream.AgreementUpkeep.keepUp",
            "stream.ShareStream.keepUp",
            "suppression.MonthlyRelease.release");
  }
}
