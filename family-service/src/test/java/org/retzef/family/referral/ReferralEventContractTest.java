package org.retzef.family.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class ReferralEventContractTest {

  private static final UUID FAMILY = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UUID REFERRAL = UUID.fromString("018f3b63-22e3-7b7c-9d5e-3f4a5b6c7d8e");
  private static final UnitPath UNIT = new UnitPath("IL.SOUTH.A2630.D1");

  @ParameterizedTest
  @EnumSource
  void tellsEveryReasonOfAReferral(Referral.Reason reason) {
    assertThat(EventContract.faultsOf(sent(reason))).isEmpty();
  }

  @Test
  void tellsAReferral() {
    var event = sent(Referral.Reason.EMPLOYMENT);
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsAnAnswer() {
    var event = answered(Referral.Status.DECLINED, Referral.DeclineReason.NO_ROOM, null);
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryReasonOfARefusal(Referral.DeclineReason reason) {
    assertThat(EventContract.faultsOf(answered(Referral.Status.DECLINED, reason, null))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryResult(Referral.Result result) {
    assertThat(EventContract.faultsOf(answered(Referral.Status.CLOSED, null, result))).isEmpty();
  }

  @Test
  void catchesAnAnswerThatIsNone() {
    assertThat(EventContract.faultsOf(answered(Referral.Status.SENT, null, null)))
        .contains("status");
  }

  private static ReferralEvent sent(Referral.Reason reason) {
    return new ReferralEvent.Sent(
        FAMILY,
        REFERRAL,
        UNIT,
        new UnitPath("IL.SOUTH.A0031.D1"),
        null,
        "NOSHMIM",
        reason,
        LocalDate.of(2026, 2, 15));
  }

  private static ReferralEvent answered(
      Referral.Status status,
      Referral.@Nullable DeclineReason reason,
      Referral.@Nullable Result result) {
    return new ReferralEvent.Answered(FAMILY, REFERRAL, UNIT, status, reason, result);
  }
}
