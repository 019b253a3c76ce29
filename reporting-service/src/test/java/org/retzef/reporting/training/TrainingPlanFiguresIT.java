package org.retzef.reporting.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;

/** Trainings beside the plan for them. */
@RetzefIT
class TrainingPlanFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();
  private final UUID trainingPlan = UUID.randomUUID();

  /** The plan of a district, and the one that took its place. */
  @Test
  void setsTrainingsOfEachMonthBesideTheLastPlan() {
    planned("{\"month\": 1, \"sessions\": 10}, {\"month\": 2, \"sessions\": 15}");
    planned("{\"month\": 2, \"sessions\": 12}, {\"month\": 3, \"sessions\": 20}");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        district.items(
                            "/api/v1/indicators/sessions_planned_in_districts?by=month&from=2019-01-01&"))
                    .containsExactly("2019-01 0", "2019-02 12", "2019-03 20"));
    assertThat(district.items("/api/v1/indicators/sessions_planned?by=month&from=2019-03-01&"))
        .containsExactly("2019-03 0");
  }

  private void planned(String months) {
    district.tell(
        "training-plan.kept",
        trainingPlan,
        """
        {"planId": "%s", "unit": "%s", "year": 2019, "goal": 100, "months": [%s]}
        """
            .formatted(UUID.randomUUID(), district, months));
  }
}
