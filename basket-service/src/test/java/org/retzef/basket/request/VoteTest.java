package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoteTest {

  @ParameterizedTest
  @CsvSource({
    "AAA, APPROVE",
    "AAR, APPROVE",
    "AAT, APPROVE",
    "AR, REJECT",
    "AT, RETURN",
    "ART, RETURN",
    "ARR, REJECT",
    "RRT, REJECT",
    "TTR, RETURN",
    "AARR, REJECT",
    "AAART, APPROVE",
    "R, REJECT"
  })
  void approvesOnlyByMoreThanHalf(String voted, Decision.Verdict outcome) {
    assertThat(Vote.outcome(votes(voted)).verdict()).isEqualTo(outcome);
  }

  private static List<Vote> votes(String voted) {
    List<Vote> votes = new ArrayList<>();
    for (char letter : voted.toCharArray()) {
      var verdict =
          switch (letter) {
            case 'A' -> Decision.Verdict.APPROVE;
            case 'R' -> Decision.Verdict.REJECT;
            default -> Decision.Verdict.RETURN;
          };
      votes.add(new Vote("member-" + votes.size(), verdict, 3, Decision.Reason.OTHER, null));
    }
    return votes;
  }
}
