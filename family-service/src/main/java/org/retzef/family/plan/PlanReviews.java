package org.retzef.family.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The plans that are to be looked at again: the worklist of a team. */
@RestController
class PlanReviews {

  private final DatabaseClient database;
  private final Units units;
  private final Clock clock;

  PlanReviews(DatabaseClient database, Units units, Clock clock) {
    this.database = database;
    this.units = units;
    this.clock = clock;
  }

  /**
   * Lists the plans in force of a unit whose review is due, the longest overdue first.
   *
   * @param dueBefore the day after the last review day that is shown; tomorrow, if left out
   */
  @GetMapping("/api/v1/units/{path}/plan-reviews")
  Mono<ResponseEntity<Page<PlanReview>>> list(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate dueBefore,
      PageRequest page) {
    LocalDate today = LocalDate.now(clock);
    LocalDate before = dueBefore == null ? today.plusDays(1) : dueBefore;
    return units
        .find(caller, path)
        .map(Unit::path)
        .flatMap(unit -> due(unit, before, today, page))
        .map(page::answer);
  }

  private Mono<Page<PlanReview>> due(
      UnitPath unit, LocalDate before, LocalDate today, PageRequest page) {
    Place after = page.after(Place.START, Place::parse);
    return database
        .sql(
            """
            select plan.id, plan.family_id, family.unit::text as unit, approved_version, review_on
              from plan
              join family on family.id = plan.family_id and family.unit <@ :unit::ltree
             where approved_version is not null and erased_at is null
               and review_on < :before
               and (review_on, plan.id) > (:afterDay, :afterId)
             order by review_on, plan.id
             limit :limit
            """)
        .bind("unit", unit.path())
        .bind("before", before)
        .bind("afterDay", after.day())
        .bind("afterId", after.id())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new PlanReview(
                    row.get("id", UUID.class),
                    row.get("family_id", UUID.class),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("approved_version", Integer.class),
                    row.get("review_on", LocalDate.class),
                    row.get("review_on", LocalDate.class).isBefore(today)))
        .all()
        .collectList()
        .map(due -> Page.of(due, page, review -> review.reviewOn() + " " + review.planId()))
        .delayUntil(
            shown ->
                AuditedRequest.touch(shown.items().stream().map(PlanReview::familyId).toList()));
  }

  /** Where a page ended. */
  private record Place(LocalDate day, UUID id) {

    static final Place START = new Place(LocalDate.of(1900, 1, 1), new UUID(0, 0));

    static Place parse(String cursor) {
      String[] parts = cursor.split(" ", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException();
      }
      try {
        return new Place(LocalDate.parse(parts[0]), UUID.fromString(parts[1]));
      } catch (java.time.format.DateTimeParseException forged) {
        throw new IllegalArgumentException(forged);
      }
    }
  }
}
