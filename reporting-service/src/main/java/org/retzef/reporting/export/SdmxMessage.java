package org.retzef.reporting.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.indicator.IndicatorAnswer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A data message of SDMX-JSON 2.0: one data set whose observations are addressed by the places of
 * their dimensions' values. What is hidden or unknown is told by its status, as statistics do. A
 * code of ours that the standard's ids do not take, such as a unit's path, is told as a value.
 */
record SdmxMessage(Meta meta, Data data) {

  private static final List<String> UNITS =
      List.of("district", "authority", "department", "centre");

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCHEMA = "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json";

  record Meta(
      String schema,
      String id,
      String prepared,
      boolean test,
      List<String> contentLanguages,
      Sender sender) {}

  record Sender(String id) {}

  record Data(List<Structure> structures, List<DataSet> dataSets) {}

  record DataSet(
      int structure,
      String action,
      List<Object> links,
      Map<String, List<@Nullable Object>> observations) {}

  record Structure(
      List<Integer> dataSets,
      AtObservation<Dimension> dimensions,
      AtObservation<Measure> measures,
      AtObservation<Attribute> attributes) {}

  record AtObservation<T>(List<T> observation) {}

  record Dimension(String id, int keyPosition, List<Value> values) {}

  record Measure(String id) {}

  /**
   * @param relationship that its value is one observation's
   */
  record Attribute(String id, Map<String, Map<String, String>> relationship) {

    static Attribute ofObservation(String id) {
      return new Attribute(id, Map.of("observation", Map.of()));
    }
  }

  /** Either an id with its names, or a plain value. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Value(
      @Nullable String id,
      @Nullable String value,
      @Nullable String name,
      @Nullable Map<String, String> names) {

    static Value plain(String value) {
      return new Value(null, value, null, null);
    }
  }

  static SdmxMessage of(IndicatorAnswer answer, Instant prepared) {
    boolean byMonth = "month".equals(answer.by());
    List<IndicatorAnswer.Item> items =
        answer.items().isEmpty() ? List.of(answer.total()) : answer.items();
    List<Value> keys = new ArrayList<>();
    Map<String, List<@Nullable Object>> observations = new LinkedHashMap<>();
    for (IndicatorAnswer.Item item : items) {
      observations.put(byMonth ? "0:0:" + keys.size() : "0:" + keys.size() + ":0", values(item));
      keys.add(key(answer, item));
    }
    return new SdmxMessage(
        new Meta(
            SCHEMA,
            answer.indicator().code() + "-" + period(answer).replace('/', '-'),
            prepared.toString(),
            false,
            List.of("he", "en", "ar"),
            new Sender("RETZEF")),
        new Data(
            List.of(structure(answer, byMonth, keys)),
            List.of(new DataSet(0, "Information", List.of(), observations))));
  }

  private static Structure structure(IndicatorAnswer answer, boolean byMonth, List<Value> keys) {
    List<Value> whole = List.of(Value.plain(answer.unit()));
    List<Value> time = List.of(Value.plain(period(answer)));
    return new Structure(
        List.of(0),
        new AtObservation<>(
            List.of(
                new Dimension("INDICATOR", 0, List.of(indicator(answer))),
                new Dimension(dimension(answer), 1, byMonth ? whole : keys),
                new Dimension("TIME_PERIOD", 2, byMonth ? keys : time))),
        new AtObservation<>(List.of(new Measure("OBS_VALUE"))),
        new AtObservation<>(
            List.of(
                Attribute.ofObservation("NUMERATOR"),
                Attribute.ofObservation("DENOMINATOR"),
                Attribute.ofObservation("PLAN_VERSION"),
                Attribute.ofObservation("OBS_STATUS"),
                Attribute.ofObservation("ROUNDED_TO"))));
  }

  /** The day of the figures, or the days in which they came, as the standard's time ranges. */
  private static String period(IndicatorAnswer answer) {
    LocalDate from = answer.from();
    return from == null
        ? answer.to().toString()
        : from + "/P" + (ChronoUnit.DAYS.between(from, answer.to()) + 1) + "D";
  }

  private static Value key(IndicatorAnswer answer, IndicatorAnswer.Item item) {
    Map<String, String> names = names(item);
    return new Value(
        null,
        item.key().isEmpty() ? answer.unit() : item.key(),
        item.nameHe(),
        names.isEmpty() ? null : names);
  }

  byte[] bytes() {
    return JSON.writeValueAsBytes(this);
  }

  private static String dimension(IndicatorAnswer answer) {
    String by = answer.by();
    return by == null || by.equals("month") || UNITS.contains(by)
        ? "REF_AREA"
        : by.toUpperCase(Locale.ROOT);
  }

  private static Value indicator(IndicatorAnswer answer) {
    return new Value(
        answer.indicator().code(),
        null,
        answer.indicator().nameHe(),
        Map.of(
            "he", answer.indicator().nameHe(),
            "en", answer.indicator().nameEn(),
            "ar", answer.indicator().nameAr()));
  }

  private static Map<String, String> names(IndicatorAnswer.Item item) {
    Map<String, String> names = new LinkedHashMap<>();
    if (item.nameHe() != null) {
      names.put("he", item.nameHe());
    }
    if (item.nameEn() != null) {
      names.put("en", item.nameEn());
    }
    return names;
  }

  /** A: normal, Q: suppressed, M: missing. */
  private static List<@Nullable Object> values(IndicatorAnswer.Item item) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(item.amount() == null ? item.value() : item.amount());
    values.add(item.numerator());
    values.add(item.denominator());
    values.add(item.planVersion());
    values.add(item.note() == null ? "A" : item.note().equals("small-cell") ? "Q" : "M");
    values.add(item.roundedTo());
    return values;
  }
}
