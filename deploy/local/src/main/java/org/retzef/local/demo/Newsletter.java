package org.retzef.local.demo;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.retzef.local.settings.Port;

/**
 * The figures for which the year was made up. They follow what was entered by moments: families are
 * written to, and then it is counted.
 */
final class Newsletter {

  /** A figure is not known before its day has come. */
  static final LocalDate DAY = LocalDate.of(2020, 9, 18);

  private final Desk desk;
  private final Size size;
  private final Progress progress;

  Newsletter(Desk desk, Size size, Progress progress) {
    this.desk = desk;
    this.size = size;
    this.progress = progress;
  }

  /** Until all that was entered is counted. */
  void await() {
    progress.now("writing to families, counting");
    comes("active_families_noshmim", size.noshmim(), DAY);
    comes("graduated_families_noshmim", size.graduates(), DAY);
    comes("otzma_service_users", size.serviceUsers(), DAY);
    awaitMessages(size.receipts(), DAY);
    comes("family_questionnaires", size.familyQuestionnaires(), DAY);
    comes("worker_questionnaires", size.workerQuestionnaires(), DAY);
  }

  /** Until so many families have been written to; a link that waits would run out in a month. */
  void awaitMessages(int count, LocalDate day) {
    comes("receipt_sms_sent", count, day);
  }

  /** What was broken off and goes on may count a little on an earlier day. */
  private void comes(String code, int value, LocalDate day) {
    desk.await(
        Port.REPORTING,
        "national",
        "/reports/headline?asOf=" + day,
        Pattern.compile("\"code\":\"" + code + "\",\"value\":(\\d+)"),
        found -> Integer.parseInt(found) >= value);
  }
}
