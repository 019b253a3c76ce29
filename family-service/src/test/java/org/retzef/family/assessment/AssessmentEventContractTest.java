package org.retzef.family.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class AssessmentEventContractTest {

  private static final String MEMBER = "018f3b5e-7a11-7c3e-9d2b-5f0c1a2b3c4e";

  @Test
  void tellsAnAssessmentInAnEmergency() {
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("housingRating", 2);
    answers.put("basicNeedsMissing", List.of("FOOD", "RENT"));
    answers.put("contactIntensity", "MORE");
    answers.put("emotionalState", Map.of(MEMBER, "DECLINED"));
    answers.put("workedBefore", Map.of(MEMBER, true));
    answers.put("workHarm", Map.of(MEMBER, "CUT_HOURS"));
    var event = recorded(answers, UUID.fromString("018f3b61-3f54-7a72-9d6f-9d405e6f7081"));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsAnAssessmentInRoutine() {
    assertThat(EventContract.faultsOf(recorded(Map.of("since", "2026-01-31"), null))).isEmpty();
  }

  @Test
  void catchesWords() {
    assertThat(EventContract.faultsOf(recorded(Map.of("housingNote", "הדירה לחה"), null)))
        .isNotEmpty();
  }

  private static AssessmentEvent.Recorded recorded(Map<String, Object> answers, UUID overlay) {
    return new AssessmentEvent.Recorded(
        UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
        UUID.fromString("018f3b61-2e43-7f61-8c5e-8c3f4d5e6f70"),
        new UnitPath("IL.SOUTH.A2630.D1"),
        LocalDate.of(2026, 3, 2),
        "ROUTINE",
        1,
        overlay,
        overlay == null ? null : "EMERGENCY_2020",
        overlay == null ? null : 1,
        answers);
  }
}
