package org.retzef.rights.eligibility;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.rights.eligibility.rules.Parameter;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Amounts and tables with their dates. Values are added, never changed: a day stays explained. */
@Repository
public class ParameterValues {

  private final DatabaseClient database;
  private final JsonMapper json;

  ParameterValues(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** All that rules may name. */
  public Mono<List<Parameter>> declared() {
    return database
        .sql("select code, kind, unit from parameter order by code")
        .map(ParameterValues::parameter)
        .all()
        .collectList();
  }

  /** What each is on a day, as rules compute with it; left out where nobody knows. */
  public Mono<Map<String, Object>> on(LocalDate day) {
    return database
        .sql(
            """
            select distinct on (code) code, kind, unit, value::text as value
              from parameter
              join parameter_value using (code)
             where valid_from <= :day
             order by code, valid_from desc, id desc
            """)
        .bind("day", day)
        .map(
            row -> {
              Parameter parameter = parameter(row);
              Object value = json.readValue(row.get("value", String.class), Object.class);
              return Map.entry("parameter." + parameter.code(), parameter.forRules(value));
            })
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** Declares what a right's conditions name, and keeps the amounts that they give. */
  public Mono<Void> declare(
      Map<Parameter, Object> given, LocalDate validFrom, String sourceUrl, String by) {
    return given.isEmpty()
        ? Mono.empty()
        : declareAll(List.copyOf(given.keySet())).then(setAll(given, validFrom, sourceUrl, by));
  }

  private Mono<Void> declareAll(List<Parameter> parameters) {
    return database
        .sql(
            """
            insert into parameter (code, kind, unit)
            select * from unnest(:codes::text[], :kinds::text[], :units::text[])
            on conflict do nothing
            """)
        .bind("codes", parameters.stream().map(Parameter::code).toArray(String[]::new))
        .bind("kinds", parameters.stream().map(p -> p.kind().name()).toArray(String[]::new))
        .bind("units", parameters.stream().map(Parameter::unit).toArray(String[]::new))
        .then();
  }

  private Mono<Void> setAll(
      Map<Parameter, Object> given, LocalDate validFrom, String sourceUrl, String by) {
    List<Parameter> known = given.keySet().stream().filter(p -> given.get(p) != null).toList();
    return database
        .sql(
            """
            insert into parameter_value (code, valid_from, value, source_url, set_by)
            select code, :validFrom, value::jsonb, :sourceUrl, :by
              from unnest(:codes::text[], :values::text[]) as new (code, value)
            """)
        .bind("validFrom", validFrom)
        .bind("sourceUrl", sourceUrl)
        .bind("by", by)
        .bind("codes", known.stream().map(Parameter::code).toArray(String[]::new))
        .bind(
            "values",
            known.stream().map(p -> json.writeValueAsString(given.get(p))).toArray(String[]::new))
        .then();
  }

  /** Fails with {@link ParameterNotFound}. */
  Mono<Parameter> find(String code) {
    return database
        .sql("select code, kind, unit from parameter where code = :code")
        .bind("code", code)
        .map(ParameterValues::parameter)
        .one()
        .switchIfEmpty(Mono.error(ParameterNotFound::new));
  }

  /** Every parameter that has a value, as it is on a day. */
  Mono<Page<ParameterValue>> list(LocalDate day, PageRequest page) {
    return database
        .sql(
            """
            select distinct on (code) code, kind, unit, valid_from, value::text as value, source_url
              from parameter
              join parameter_value using (code)
             where valid_from <= :day and code > :after
             order by code, valid_from desc, id desc
             limit :limit
            """)
        .bind("day", day)
        .bind("after", page.after("", Function.identity()))
        .bind("limit", page.limitPlusOne())
        .map(this::value)
        .all()
        .collectList()
        .map(values -> Page.of(values, page, ParameterValue::code));
  }

  private ParameterValue value(Readable row) {
    Parameter parameter = parameter(row);
    return new ParameterValue(
        parameter.code(),
        parameter.kind(),
        parameter.unit(),
        row.get("valid_from", LocalDate.class),
        json.readValue(row.get("value", String.class), Object.class),
        row.get("source_url", String.class));
  }

  private static Parameter parameter(Readable row) {
    return new Parameter(
        row.get("code", String.class),
        Parameter.Kind.valueOf(row.get("kind", String.class)),
        row.get("unit", String.class));
  }
}
