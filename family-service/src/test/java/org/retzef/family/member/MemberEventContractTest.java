package org.retzef.family.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.family.registration.Family.Relation;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class MemberEventContractTest {

  private static final UUID FAMILY = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UUID MEMBER = UUID.fromString("018f3b60-1d32-7e5a-9b4d-7b2e3c4d5e6f");
  private static final UnitPath UNIT = new UnitPath("IL.SOUTH.A2630.D1");

  @Test
  void tellsAJoining() {
    var event = joined(Relation.CHILD);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryRelation(Relation relation) {
    assertThat(EventContract.faultsOf(joined(relation))).isEmpty();
  }

  @Test
  void tellsALeaving() {
    var event =
        new MemberEvent.Left(
            FAMILY, MEMBER, UNIT, Relation.SPOUSE, 1985, false, LocalDate.of(2026, 6, 1), 3, 2);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  private static MemberEvent joined(Relation relation) {
    return new MemberEvent.Joined(
        FAMILY, MEMBER, UNIT, relation, 2026, true, LocalDate.of(2026, 4, 20), 4, 3);
  }
}
