package org.retzef.family.completeness;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Reckons by the database's functions {@code completeness_checks}, of families one by one, and
 * {@code completeness_counts}, of all families of a unit.
 */
@Repository
class Completeness {

  private final DatabaseClient database;
  private final Clock clock;

  Completeness(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Of a family that the caller was let in to before. */
  Mono<FamilyCompleteness> of(UUID familyId) {
    return database
        .sql(
            """
            select item, weight, within_days, present
              from completeness_checks(:today) where family_id = :familyId order by item
            """)
        .bind("today", LocalDate.now(clock))
        .bind("familyId", familyId)
        .map(
            row ->
                new FamilyCompleteness.Item(
                    row.get("item", String.class),
                    row.get("weight", Integer.class),
                    row.get("within_days", Integer.class),
                    row.get("present", Boolean.class)))
        .all()
        .collectList()
        .map(items -> score(familyId, items));
  }

  private static FamilyCompleteness score(UUID familyId, List<FamilyCompleteness.Item> items) {
    long points =
        items.stream()
            .filter(FamilyCompleteness.Item::present)
            .mapToLong(FamilyCompleteness.Item::weight)
            .sum();
    long possible = items.stream().mapToLong(FamilyCompleteness.Item::weight).sum();
    return new FamilyCompleteness(familyId, points, possible, Score.of(points, possible), items);
  }

  Mono<UnitCompleteness> of(UnitPath unit) {
    return database
        .sql(
            """
            select unit::text as unit, item, weight, present, families
              from completeness_counts(:unit::ltree, :today)
             order by unit, item
            """)
        .bind("today", LocalDate.now(clock))
        .bind("unit", unit.path())
        .map(Completeness::readCell)
        .all()
        .collectList()
        .map(cells -> sum(unit, cells));
  }

  private static UnitCompleteness sum(UnitPath unit, List<Cell> cells) {
    Map<String, UnitCompleteness.Item> items = new LinkedHashMap<>();
    Map<UnitPath, UnitCompleteness.Department> departments = new LinkedHashMap<>();
    for (Cell cell : cells) {
      items.merge(cell.item(), cell.asItem(), Completeness::added);
      departments.merge(cell.unit(), cell.asDepartment(), Completeness::added);
    }
    List<UnitCompleteness.Department> all = List.copyOf(departments.values());
    long points = all.stream().mapToLong(UnitCompleteness.Department::points).sum();
    long possible = all.stream().mapToLong(UnitCompleteness.Department::possible).sum();
    return new UnitCompleteness(
        unit,
        all.stream().mapToLong(UnitCompleteness.Department::families).sum(),
        points,
        possible,
        Score.of(points, possible),
        List.copyOf(items.values()),
        all);
  }

  private static UnitCompleteness.Item added(UnitCompleteness.Item a, UnitCompleteness.Item b) {
    return new UnitCompleteness.Item(
        a.item(), a.weight(), a.present() + b.present(), a.families() + b.families());
  }

  /** Cells of one department are of the same families. */
  private static UnitCompleteness.Department added(
      UnitCompleteness.Department a, UnitCompleteness.Department b) {
    long points = a.points() + b.points();
    long possible = a.possible() + b.possible();
    return new UnitCompleteness.Department(
        a.unit(), a.families(), points, possible, Score.of(points, possible));
  }

  /**
   * Families whose files lack something, in the order of their ids.
   *
   * @param item only those that lack this; any, if null
   */
  Mono<Page<FamilyGaps>> gaps(UnitPath unit, @Nullable String item, PageRequest page) {
    var statement =
        database
            .sql(
                """
                select checks.family_id, checks.unit::text as unit,
                       array_agg(checks.item order by checks.item) as gaps
                  from (select distinct family_id from completeness_checks(:today)
                         where unit <@ :unit::ltree and not present and family_id > :after
                           and (:item::text is null or item = :item)
                         order by family_id
                         limit :limit) as shown
                  join completeness_checks(:today) as checks using (family_id)
                 where not checks.present
                 group by checks.family_id, checks.unit
                 order by checks.family_id
                """)
            .bind("today", LocalDate.now(clock))
            .bind("unit", unit.path())
            .bind("after", page.afterId())
            .bind("limit", page.limitPlusOne());
    statement =
        item == null ? statement.bindNull("item", String.class) : statement.bind("item", item);
    return statement
        .map(
            row ->
                new FamilyGaps(
                    row.get("family_id", UUID.class),
                    new UnitPath(row.get("unit", String.class)),
                    Arrays.asList(row.get("gaps", String[].class))))
        .all()
        .collectList()
        .map(found -> Page.of(found, page, family -> family.familyId().toString()))
        .delayUntil(
            shown ->
                AuditedRequest.touch(shown.items().stream().map(FamilyGaps::familyId).toList()));
  }

  private static Cell readCell(Readable row) {
    return new Cell(
        new UnitPath(row.get("unit", String.class)),
        row.get("item", String.class),
        row.get("weight", Integer.class),
        row.get("present", Long.class),
        row.get("families", Long.class));
  }

  /** One item in one department. */
  private record Cell(UnitPath unit, String item, int weight, long present, long families) {

    UnitCompleteness.Item asItem() {
      return new UnitCompleteness.Item(item, weight, present, families);
    }

    UnitCompleteness.Department asDepartment() {
      long points = weight * present;
      long possible = weight * families;
      return new UnitCompleteness.Department(
          unit, families, points, possible, Score.of(points, possible));
    }
  }
}
