package org.retzef.rights.takeup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;
import org.retzef.rights.money.Money;
import org.retzef.rights.takeup.TakeUpCase.Reason;
import org.retzef.rights.takeup.TakeUpCase.State;
import org.retzef.rights.takeup.TakeUpCase.WorthPeriod;

class TakeUpEventContractTest {

  private static final UUID CASE = UUID.fromString("018f3b61-2e43-7f6b-8c5e-8c3f4d5e6f70");
  private static final UUID FAMILY = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UnitPath UNIT = new UnitPath("IL.SOUTH.A2630.D1");

  @Test
  void tellsAnOpening() {
    var event = opened("CHILD_ALLOWANCE", "FAMILY");
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    assertThat(EventContract.faultsOf(opened(null, null))).isEmpty();
  }

  @Test
  void tellsAMove() {
    var event = moved(State.STUCK, Reason.DOCUMENT_MISSING);
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    assertThat(EventContract.faultsOf(moved(State.IN_PROGRESS, null))).isEmpty();
    assertThat(EventContract.faultsOf(moved(State.TAKEN_UP, null))).contains("to");
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryReason(Reason reason) {
    assertThat(EventContract.faultsOf(moved(State.STUCK, reason))).isEmpty();
  }

  @Test
  void tellsAResult() {
    var event =
        new TakeUpEvent.Closed(
            CASE,
            FAMILY,
            UNIT,
            "CHILD_ALLOWANCE",
            "FAMILY",
            State.IN_PROGRESS,
            State.PARTIAL,
            Reason.CONDITIONS_NOT_MET,
            new Money(16900),
            WorthPeriod.MONTHLY,
            LocalDate.of(2026, 5, 4));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    var failed =
        new TakeUpEvent.Closed(
            CASE,
            FAMILY,
            UNIT,
            null,
            null,
            State.OPEN,
            State.FAILED,
            Reason.FAMILY_DECLINES,
            null,
            null,
            LocalDate.EPOCH);
    assertThat(EventContract.faultsOf(failed)).isEmpty();
  }

  private static TakeUpEvent opened(String right, String category) {
    return new TakeUpEvent.Opened(
        CASE, FAMILY, UNIT, right, category, true, LocalDate.of(2026, 3, 1));
  }

  private static TakeUpEvent moved(State to, Reason reason) {
    return new TakeUpEvent.Moved(
        CASE,
        FAMILY,
        UNIT,
        "CHILD_ALLOWANCE",
        "FAMILY",
        State.IN_PROGRESS,
        to,
        reason,
        LocalDate.of(2026, 3, 20));
  }
}
