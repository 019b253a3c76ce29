package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.sharing.agreement.SharedField.ENROLLED_IN;
import static org.retzef.reporting.sharing.agreement.SharedField.MINORS;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoarsenedRowsTest {

  private static final int K = 5;

  private static SharedFamily family(String place, String programme, int minors) {
    return new SharedFamily(
        "a", null, place, programme, null, "ACTIVE", "2021-02", null, null, null, null, minors);
  }

  private static Stream<SharedFamily> families(int count, String place, int minors) {
    return IntStream.range(0, count).mapToObj(_ -> family(place, "NOSHMIM", minors));
  }

  private static List<SharedFamily> told(Stream<SharedFamily> some, Stream<SharedFamily> others) {
    return CoarsenedRows.of(Stream.concat(some, others).toList(), K);
  }

  @Test
  void whatEnoughFamiliesShareIsToldWhole() {
    List<SharedFamily> five = families(5, "IL.SOUTH.A1", 2).toList();
    assertThat(CoarsenedRows.of(five, K)).isEqualTo(five);
  }

  @Test
  void theFinestIsLeftOutUntilEnoughHaveTheRestInCommon() {
    assertThat(told(families(4, "IL.SOUTH.A1", 2), families(1, "IL.SOUTH.A1", 3)))
        .hasSize(5)
        .containsOnly(family("IL.SOUTH.A1", "NOSHMIM", 2).without(MINORS).without(ENROLLED_IN));
  }

  @Test
  void fewOfAnAuthorityAreToldByTheirDistrict() {
    assertThat(told(families(3, "IL.SOUTH.A1", 2), families(2, "IL.SOUTH.A2", 2)))
        .hasSize(5)
        .extracting(SharedFamily::place)
        .containsOnly("IL.SOUTH");
  }

  /** Those of the other district are then as many as nobody may tell of. */
  @Test
  void whoIsLeftIsNotToldOf() {
    assertThat(told(families(6, "IL.SOUTH.A1", 2), families(4, "IL.NORTH.A3", 2)))
        .hasSize(6)
        .extracting(SharedFamily::place)
        .containsOnly("IL.SOUTH.A1");
  }
}
