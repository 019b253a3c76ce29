package org.retzef.basket;

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
            "basket.BasketUpkeep.closeEnded",
            "basket.BasketUpkeep.openWaiting",
            "closing.BookClosing.count",
            "donation.DistributionImporting.work",
            "idempotency.OldKeys.forget",
            "inbox.InboxUpkeep.count",
            "inbox.InboxUpkeep.forgetOldIds",
            "receipt.ReceiptReminders.remindOfWhatIsDue",
            "request.ClosedBasketRelease.release",
            "request.RequestDeadlines.escalate",
            "voucher.VoucherExpiry.expire");
  }
}
