package org.retzef.family.unit;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The units in the database. */
@Repository
public class Units {

  private static final String COLUMNS =
      """
      path::text as path, kind, name_he, name_en, cbs_code, socio_economic_cluster,
      has_noshmim, has_otzma_centre, opened_on, closed_on, version
      """;

  /** The table expression of {@link #department}. */
  public static final String DEPARTMENT = "department";

  /** In its place where the departments are known to be there and open. */
  public static final StatementPart KNOWN_DEPARTMENTS =
      new StatementPart("department as (select),\n", Map.of());

  private final DatabaseClient database;
  private final Clock clock;

  Units(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Mono<Page<Unit>> seenBy(Caller caller, PageRequest page) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                 from unit
                where path <@ :callerUnit::ltree and path > :after::ltree
                order by path
                limit :limit
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.after("", after -> new UnitPath(after).path()))
        .bind("limit", page.limitPlusOne())
        .map(Units::read)
        .all()
        .collectList()
        .map(units -> Page.of(units, page, unit -> unit.path().path()));
  }

  /** Fails with {@link UnitNotFound}. */
  public Mono<Unit> find(Caller caller, UnitPath path) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from unit where path = :path::ltree and path <@ :callerUnit::ltree")
        .bind("path", path.path())
        .bind("callerUnit", caller.unitPath())
        .map(Units::read)
        .one()
        .switchIfEmpty(Mono.error(UnitNotFound::new));
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Unit> lock(Caller caller, UnitPath path) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                 from unit
                where path = :path::ltree and path <@ :callerUnit::ltree
                  for no key update
                """)
        .bind("path", path.path())
        .bind("callerUnit", caller.unitPath())
        .map(Units::read)
        .one()
        .switchIfEmpty(Mono.error(UnitNotFound::new));
  }

  /** The unit of a path as a client wrote it; what is no path is nowhere. */
  public Mono<Unit> find(Caller caller, String path) {
    return Mono.fromSupplier(() -> new UnitPath(path))
        .onErrorMap(IllegalArgumentException.class, malformed -> new UnitNotFound())
        .flatMap(unit -> find(caller, unit));
  }

  /**
   * Makes sure that a family may belong here.
   *
   * @throws UnitNotFound if the caller does not see a department of this path
   * @throws UnitClosed if it is not open today
   */
  public Mono<Void> requireDepartment(Caller caller, UnitPath path) {
    return find(caller, path)
        .filter(unit -> unit.kind() == Unit.Kind.DEPARTMENT)
        .switchIfEmpty(Mono.error(UnitNotFound::new))
        .doOnNext(unit -> requireOpen(unit, LocalDate.now(clock)))
        .then();
  }

  /**
   * The same question within the statement that writes a family: {@link #DEPARTMENT} has a row if a
   * family may belong here.
   */
  public StatementPart department(Caller caller, UnitPath path) {
    return new StatementPart(
        """
        department as (
          select from unit
           where path = :department::ltree and path <@ :departmentSeenBy::ltree
             and kind = 'DEPARTMENT' and daterange(opened_on, closed_on, '[]') @> :departmentOpenOn
        ),
        """,
        Map.of(
            "department", path.path(),
            "departmentSeenBy", caller.unitPath(),
            "departmentOpenOn", LocalDate.now(clock)));
  }

  private static void requireOpen(Unit unit, LocalDate day) {
    if (!unit.isOpenOn(day)) {
      throw new UnitClosed();
    }
  }

  /** All departments that the caller sees and that are open; a few hundred in the whole country. */
  public Mono<Set<UnitPath>> departmentsSeenBy(Caller caller) {
    return database
        .sql(
            """
            select path::text as path from unit
             where path <@ :callerUnit::ltree and kind = 'DEPARTMENT'
               and daterange(opened_on, closed_on, '[]') @> :today
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("today", LocalDate.now(clock))
        .map(row -> new UnitPath(row.get("path", String.class)))
        .all()
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A unit by its path as a client wrote it.
   *
   * @throws UnitNotFound if it is malformed, or the caller does not see such a unit
   */
  public Mono<UnitPath> requireSeen(Caller caller, String path) {
    return Mono.fromSupplier(() -> new UnitPath(path))
        .onErrorMap(IllegalArgumentException.class, malformed -> new UnitNotFound())
        .flatMap(unit -> find(caller, unit))
        .map(Unit::path);
  }

  /**
   * Whether there is such a department or centre, in whosever unit: where families are sent to.
   *
   * @throws UnitClosed if it is not open today
   */
  public Mono<Boolean> takesFamilies(UnitPath path, boolean departmentOnly) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                 from unit
                where path = :path::ltree
                  and (kind = 'DEPARTMENT' or not :departmentOnly and kind = 'OTZMA_CENTRE')
                """)
        .bind("path", path.path())
        .bind("departmentOnly", departmentOnly)
        .map(Units::read)
        .one()
        .doOnNext(unit -> requireOpen(unit, LocalDate.now(clock)))
        .hasElement();
  }

  /**
   * Whether nothing was loaded yet. Waits for another copy of the service that is loading at this
   * moment; a statement sees only what was committed before it, so the question is one of its own.
   */
  Mono<Boolean> isEmpty() {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('unit'))")
        .then()
        .then(
            database
                .sql("select not exists (select from unit) as empty")
                .map(row -> row.get("empty", Boolean.class))
                .one());
  }

  /** One statement for the whole tree. */
  Mono<Void> insert(List<Unit> units) {
    return database
        .sql(
            """
            insert into unit (path, kind, name_he, name_en, cbs_code, socio_economic_cluster,
                              has_noshmim, has_otzma_centre, opened_on)
            select path::ltree, kind, name_he, nullif(name_en, ''), nullif(cbs_code, ''),
                   nullif(cluster, 0), noshmim, otzma, nullif(opened_on, '')::date
              from unnest(:paths::text[], :kinds::text[], :namesHe::text[], :namesEn::text[],
                          :cbsCodes::text[], :clusters::int[], :noshmim::boolean[],
                          :otzma::boolean[], :opened::text[])
                   as new (path, kind, name_he, name_en, cbs_code, cluster, noshmim, otzma,
                           opened_on)
            """)
        .bind("paths", units.stream().map(unit -> unit.path().path()).toArray(String[]::new))
        .bind("kinds", units.stream().map(unit -> unit.kind().name()).toArray(String[]::new))
        .bind("namesHe", units.stream().map(Unit::nameHe).toArray(String[]::new))
        .bind("namesEn", units.stream().map(u -> orEmpty(u.nameEn())).toArray(String[]::new))
        .bind("cbsCodes", units.stream().map(u -> orEmpty(u.cbsCode())).toArray(String[]::new))
        .bind("clusters", units.stream().map(Units::clusterOrZero).toArray(Integer[]::new))
        .bind("noshmim", units.stream().map(Unit::hasNoshmim).toArray(Boolean[]::new))
        .bind("otzma", units.stream().map(Unit::hasOtzmaCentre).toArray(Boolean[]::new))
        .bind("opened", units.stream().map(Units::openedOrEmpty).toArray(String[]::new))
        .then()
        .onErrorMap(DuplicateKeyException.class, twice -> new UnitExists());
  }

  /** From its first day on, each programme opens in this department by a set-up only. */
  Mono<Void> setUpFirst(UnitPath department) {
    return database
        .sql("update unit set set_up_first = true where path = :path::ltree")
        .bind("path", department.path())
        .then();
  }

  /** Changes all that may change; the version is the unit's new one. */
  Mono<Void> update(Unit unit) {
    return database
        .sql(
            """
            update unit
               set name_he = :nameHe, name_en = nullif(:nameEn, ''),
                   socio_economic_cluster = nullif(:cluster, 0), has_noshmim = :noshmim,
                   opened_on = :openedOn::date, closed_on = :closedOn::date, version = :version
             where path = :path::ltree
            """)
        .bind("nameHe", unit.nameHe())
        .bind("nameEn", orEmpty(unit.nameEn()))
        .bind("cluster", clusterOrZero(unit))
        .bind("noshmim", unit.hasNoshmim())
        .bind("openedOn", Parameters.in(R2dbcType.DATE, unit.openedOn()))
        .bind("closedOn", Parameters.in(R2dbcType.DATE, unit.closedOn()))
        .bind("version", unit.version())
        .bind("path", unit.path().path())
        .then();
  }

  /** Marks an authority that has a centre from now on; nothing, if it had one. */
  Mono<Unit> markOtzmaCentre(UnitPath authority) {
    return database
        .sql(
            """
            update unit set has_otzma_centre = true, version = version + 1
             where path = :path::ltree and not has_otzma_centre
            returning
            """
                + COLUMNS)
        .bind("path", authority.path())
        .map(Units::read)
        .one();
  }

  private static Unit read(Readable row) {
    return new Unit(
        new UnitPath(row.get("path", String.class)),
        Unit.Kind.valueOf(row.get("kind", String.class)),
        row.get("name_he", String.class),
        row.get("name_en", String.class),
        row.get("cbs_code", String.class),
        row.get("socio_economic_cluster", Integer.class),
        row.get("has_noshmim", Boolean.class),
        row.get("has_otzma_centre", Boolean.class),
        row.get("opened_on", LocalDate.class),
        row.get("closed_on", LocalDate.class),
        row.get("version", Long.class));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String openedOrEmpty(Unit unit) {
    LocalDate opened = unit.openedOn();
    return opened == null ? "" : opened.toString();
  }

  private static int clusterOrZero(Unit unit) {
    Integer cluster = unit.socioEconomicCluster();
    return cluster == null ? 0 : cluster;
  }
}
