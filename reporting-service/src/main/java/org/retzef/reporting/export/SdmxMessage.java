package org.retzef.reporting.export;

import java.time.Instant;
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
 * their dimensions' values. What is hidden or unknown is told by its status, as statistics do.
 */
record SdmxMessage(Meta meta, Data data) {

  private static final List<String> UNITS =
      List.of("district", "authority", "department", "centre");

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCHEMA = "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json";

  record Meta(String schema, String id, String prepared, boolean test, Sender sender) {}

  record Sender(String id) {}

  record Data(List<DataSet> dataSets, List<Structure> structures) {}

  record DataSet(int structure, String action, Map<String, List<@Nullable Object>> observations) {}

  record Structure(
      List<Integer> dataSets, Dimensions dimensions, Measures measures, Attributes attributes) {}

  record Dimensions(List<Component> observation) {}

  record Measures(List<Component> observation) {}

  record Attributes(List<Component> observation) {}

  record Component(String id, List<Code> values) {}

  record Code(String id, Map<String, String> names) {}

  static SdmxMessage of(IndicatorAnswer answer, Instant prepared) {
    boolean byMonth = "month".equals(answer.by());
    List<IndicatorAnswer.Item> items =
        answer.items().isEmpty() ? List.of(answer.total()) : answer.items();
    List<Code> keys = new ArrayList<>();
    Map<String, List<@Nullable Object>> observations = new LinkedHashMap<>();
    for (IndicatorAnswer.Item item : items) {
      observations.put(byMonth ? "0:0:" + keys.size() : "0:" + keys.size() + ":0", values(item));
      keys.add(new Code(item.key().isEmpty() ? answer.unit() : item.key(), names(item)));
    }
    List<Code> whole = List.of(new Code(answer.unit(), Map.of()));
    List<Code> time = List.of(new Code(answer.to().toString(), Map.of()));
    return new SdmxMessage(
        new Meta(
            SCHEMA,
            answer.indicator().code() + "-" + answer.to(),
            prepared.toString(),
            false,
            new Sender("RETZEF")),
        new Data(
            List.of(new DataSet(0, "Information", observations)),
            List.of(
                new Structure(
                    List.of(0),
                    new Dimensions(
                        List.of(
                            new Component("INDICATOR", List.of(indicator(answer))),
                            new Component(dimension(answer), byMonth ? whole : keys),
                            new Component("TIME_PERIOD", byMonth ? keys : time))),
                    new Measures(List.of(new Component("OBS_VALUE", List.of()))),
                    new Attributes(
                        List.of(
                            new Component("NUMERATOR", List.of()),
                            new Component("DENOMINATOR", List.of()),
                            new Component("PLAN_VERSION", List.of()),
                            new Component("OBS_STATUS", List.of())))))));
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

  private static Code indicator(IndicatorAnswer answer) {
    return new Code(
        answer.indicator().code(),
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
    return values;
  }
}
