package org.retzef.training.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.training.project.Priority.Part;
import org.retzef.training.project.Priority.Reason;

class ScoringTest {

  @Test
  void explainsTheOrderOfDepartmentsByPartsThatAddUpToTheScore() {
    List<Priority> order =
        Scoring.order(
            List.of(
                known("D1", 80, 50, 50, 0),
                known("D2", 80, 50, 50, 5),
                known("D3", 20, 100, 90, 0)),
            Weights.USUAL);
    assertThat(order).extracting(Priority::rank).containsExactly(1, 2, 3);
    assertThat(order)
        .extracting(priority -> priority.unit().path())
        .containsExactly("IL.SOUTH.A1.D1", "IL.SOUTH.A1.D3", "IL.SOUTH.A1.D2");
    assertThat(order.getFirst().score()).isEqualTo(65);
    assertThat(order.getFirst().parts())
        .containsExactly(
            new Part(Reason.GAP, 80, 50, 40),
            new Part(Reason.READINESS, 50, 25, 12.5),
            new Part(Reason.LEARNING_VALUE, 50, 25, 12.5));
    assertThat(order.get(1).parts().getFirst().reason()).isEqualTo(Reason.READINESS);
    assertThat(order)
        .allSatisfy(
            one ->
                assertThat(one.parts().stream().mapToDouble(Part::points).sum())
                    .isEqualTo(one.score()));
  }

  @Test
  void countsNoNeedWhereEverybodyIsTrainedAndKeepsOneOrderAmongEquals() {
    List<Priority> order =
        Scoring.order(
            List.of(known("D2", 100, 0, 0, 12), known("D1", 100, 0, 0, 10)), Weights.USUAL);
    assertThat(order).extracting(Priority::score).containsExactly(0.0, 0.0);
    assertThat(order.getFirst().unit().path()).endsWith("D1");
  }

  /** Of ten workers. */
  private static Scoring.Known known(
      String department, int need, int readiness, int learningValue, int trained) {
    var unit = new UnitPath("IL.SOUTH.A1." + department);
    return new Scoring.Known(
        new Target(unit, "NEGEV", 10, need, readiness, learningValue), trained);
  }
}
