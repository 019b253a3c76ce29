package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptStatusTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TO_SEND   | SENT FAILED YES PARTIAL NO
          SENT      | DELIVERED FAILED SILENT EXPIRED YES PARTIAL NO
          DELIVERED | SILENT EXPIRED YES PARTIAL NO
          SILENT    | EXPIRED YES PARTIAL NO
          FAILED    | YES PARTIAL NO
          YES       | ''
          PARTIAL   | ''
          NO        | ''
          EXPIRED   | ''
          """)
  void goesOnlyWhereTheTableSays(ReceiptStatus from, String nexts) {
    List<ReceiptStatus> reached =
        Arrays.stream(ReceiptStatus.values()).filter(from::mayBecome).toList();
    Set<ReceiptStatus> expected =
        nexts.isEmpty()
            ? Set.of()
            : Set.copyOf(Arrays.stream(nexts.split(" ")).map(ReceiptStatus::valueOf).toList());
    assertThat(reached).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"TO_SEND", "SENT", "DELIVERED", "SILENT", "FAILED"})
  void takesAnAnswerWhateverIsKnownOfTheMessage(ReceiptStatus open) {
    assertThat(open.mayBecome(ReceiptStatus.YES)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"TO_SEND", "SENT", "DELIVERED", "YES"},
      mode = EnumSource.Mode.EXCLUDE)
  void isOverriddenOnlyAfterTheFamilyDeniedOrWasNotReached(ReceiptStatus status) {
    assertThat(status.mayBeOverridden()).isTrue();
  }

  @Test
  void neverAsksAgainForWhatIsAnswered() {
    assertThat(ReceiptStatus.YES.mayBecome(ReceiptStatus.SENT)).isFalse();
    assertThat(ReceiptStatus.NO.mayBecome(ReceiptStatus.EXPIRED)).isFalse();
  }
}
