package org.retzef.reporting.fold;

import java.util.List;

/** Events that no report reads, by their names without {@code org.retzef.} and {@code .v1}. */
final class Unread {

  static final List<String> TYPES =
      List.of(
          "operator.assigned",
          "programme.converted",
          "member.joined",
          "member.left",
          "conflict-of-interest.changed",
          "consent.changed",
          "voucher.signed",
          "voucher.expired",
          "delivery.confirmed",
          "contact-worker.named",
          "right.published");

  private Unread() {}
}
