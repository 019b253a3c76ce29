package org.retzef.reporting.request;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;

/**
 * A request counts once, from the day on which it was asked first, however often it is returned.
 * One that is refused and approved after an appeal counts as both.
 */
@Component
class RequestProjection implements Projection {

  /**
   * @param mode null where it is submitted again, or where the event is older than what it says of
   *     emergencies
   */
  record Submitted(UUID requestId, String unit, List<String> categories, @Nullable String mode) {}

  record Decided(
      UUID requestId,
      String unit,
      String decision,
      String status,
      @Nullable Integer tier,
      @Nullable String reasonCode,
      LocalDate decidedOn) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("request.submitted", Submitted.class, RequestProjection::submitted)
        .on("request.decided", Decided.class, told -> decided(told.data()));
  }

  private static List<Change> submitted(Told<Submitted> told) {
    Submitted data = told.data();
    return List.of(
        Change.begin(
            Fact.of("requests_submitted", data.requestId(), data.unit())
                .withEach("category", data.categories())
                .with("mode", data.mode()),
            told.day()));
  }

  private static List<Change> decided(Decided data) {
    return switch (data.status()) {
      case "APPROVED" -> List.of(begin("requests_approved", data));
      case "REJECTED" -> List.of(begin("requests_refused", data));
      case "WITHDRAWN" -> List.of(begin("requests_withdrawn", data));
      default -> List.of();
    };
  }

  private static Change begin(String measure, Decided data) {
    return Change.begin(
        Fact.of(measure, data.requestId(), data.unit())
            .with("tier", data.tier() == null ? null : data.tier().toString())
            .with("reason", data.reasonCode()),
        data.decidedOn());
  }
}
