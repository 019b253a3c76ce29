package org.retzef.training.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.retzef.training.project.Priority.Part;
import org.retzef.training.project.Priority.Reason;

/** Reckons the order of departments. */
final class Scoring {

  private Scoring() {}

  /** A target with what the records tell of it. */
  record Known(Target target, int trained) {}

  /** The highest score first; of equal ones by path, so that the order is always the same. */
  static List<Priority> order(List<Known> targets, Weights weights) {
    List<Priority> scored =
        targets.stream()
            .map(known -> score(known, weights))
            .sorted(
                Comparator.comparingDouble(Priority::score)
                    .reversed()
                    .thenComparing(priority -> priority.unit().path()))
            .toList();
    List<Priority> ranked = new ArrayList<>();
    for (Priority one : scored) {
      ranked.add(
          new Priority(
              ranked.size() + 1,
              one.unit(),
              one.cluster(),
              one.workers(),
              one.trained(),
              one.score(),
              one.parts()));
    }
    return ranked;
  }

  private static Priority score(Known known, Weights weights) {
    Target target = known.target();
    double untrained = Math.max(0, target.workers() - known.trained()) / (double) target.workers();
    List<Part> parts =
        List.of(
                part(Reason.GAP, target.need() * untrained, weights.gap()),
                part(Reason.READINESS, target.readiness(), weights.readiness()),
                part(Reason.LEARNING_VALUE, target.learningValue(), weights.learningValue()))
            .stream()
            .sorted(Comparator.comparingDouble(Part::points).reversed())
            .toList();
    double score = round(parts.stream().mapToDouble(Part::points).sum());
    return new Priority(
        0, target.unit(), target.cluster(), target.workers(), known.trained(), score, parts);
  }

  private static Part part(Reason reason, double value, int weight) {
    return new Part(reason, round(value), weight, round(round(value) * weight / 100));
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
