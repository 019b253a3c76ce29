package org.retzef.reporting.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.HeadlineReader;
import tools.jackson.databind.JsonNode;

/**
 * What must stand in each table of the dashboard, row by row, out of the API's answers.
 *
 * @param month its name on the page, such as {@code Nov 2026} for {@code 2026-11}
 */
record DashboardTables(HeadlineReader api, DashboardTexts texts, UnaryOperator<String> month) {

  private static final String INDICATORS = "/api/v1/indicators/";

  Map<String, List<String>> all() {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put("headline", headline());
    tables.put("districts", broken("active_families_noshmim", "district"));
    tables.put("plan", plan());
    tables.put("money", money());
    tables.put("categories", broken("money_paid", "category"));
    tables.put("receipts", broken("receipts_answered", "answer"));
    tables.put("rights", rights());
    tables.put("trainings", trainings());
    return tables;
  }

  private List<String> headline() {
    List<String> rows = new ArrayList<>();
    for (JsonNode item : api.get("/api/v1/reports/headline").get("items")) {
      boolean percent = item.get("unit").asString().startsWith("percent");
      String figure = shown(item) + (percent && item.get("note").isNull() ? "%" : "");
      rows.add(row(name(item), figure, parts(item)));
    }
    return rows;
  }

  private String parts(JsonNode item) {
    if (item.get("denominator").isNull()) {
      return "";
    }
    JsonNode plan = item.get("planVersion");
    return number(item.get("numerator"))
        + " / "
        + number(item.get("denominator"))
        + (plan.isNull() ? "" : " (" + text("plan-version") + " " + plan.asInt() + ")");
  }

  private List<String> broken(String code, String by) {
    List<String> rows = new ArrayList<>();
    for (JsonNode item : figures(code, "?by=" + by).get("items")) {
      rows.add(row(label(item), shown(item)));
    }
    return rows;
  }

  private List<String> plan() {
    List<String> rows = new ArrayList<>();
    for (String code : List.of("active_families_noshmim", "active_families_mapa")) {
      JsonNode families = figures(code, "");
      JsonNode share = figures(code + "_share_of_plan", "").get("total");
      String planned =
          share.get("note").isNull()
              ? number(share.get("denominator"))
              : text("note." + share.get("note").asString());
      rows.add(row(name(families.get("indicator")), shown(families.get("total")), planned));
    }
    return rows;
  }

  private List<String> money() {
    List<String> rows = new ArrayList<>();
    JsonNode sources = figures("money_budgeted_by_source", "?by=source");
    for (JsonNode source : sources.get("items")) {
      rows.add(way(label(source), text("budget"), shown(source)));
    }
    JsonNode baskets = null;
    for (JsonNode fund : figures("money_budgeted_by_source", "?by=fund").get("items")) {
      if (fund.get("key").asString().equals("ENVELOPE")) {
        rows.add(way(text("budget"), text("code.ENVELOPE"), shown(fund)));
      } else {
        baskets = fund;
      }
    }
    String year = "?from=" + sources.get("to").asString().substring(0, 4) + "-01-01";
    String from = text("budget");
    JsonNode before = baskets;
    for (String code : List.of("money_in_baskets", "money_ordered", "money_paid")) {
      JsonNode answer = figures(code, year);
      JsonNode total = answer.get("total");
      String to = name(answer.get("indicator"));
      rows.add(way(from, to, shown(total)));
      BigDecimal left = before == null ? BigDecimal.ZERO : amount(before).subtract(amount(total));
      if (left.signum() > 0) {
        rows.add(way(from, text("left-of").replace("{0}", from), rounded(left)));
      }
      from = to;
      before = total;
    }
    return rows;
  }

  private String way(String from, String to, String amount) {
    return row(from + (texts.direction().equals("rtl") ? " ← " : " → ") + to, amount);
  }

  private List<String> rights() {
    List<String> rows = new ArrayList<>();
    for (String code : List.of("rights_taken_up", "rights_in_process", "rights_not_begun")) {
      JsonNode answer = figures(code, "");
      rows.add(row(name(answer.get("indicator")), shown(answer.get("total"))));
    }
    return rows;
  }

  private List<String> trainings() {
    String lastYear =
        "?by=month&from=" + YearMonth.now(ZoneId.of("Asia/Jerusalem")).minusMonths(11) + "-01";
    JsonNode held = figures("sessions_held", lastYear).get("items");
    JsonNode planned = figures("sessions_planned", lastYear).get("items");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      String name = month.apply(held.get(i).get("key").asString());
      rows.add(row(name, shown(held.get(i)), shown(planned.get(i))));
    }
    return rows;
  }

  private JsonNode figures(String code, String question) {
    return api.get(INDICATORS + code + question);
  }

  private String name(JsonNode named) {
    return switch (texts.language()) {
      case "he" -> named.get("nameHe").asString();
      case "ar" -> named.get("nameAr").asString();
      default -> named.get("nameEn").asString();
    };
  }

  /** A unit's name; there is none in Arabic. */
  private String label(JsonNode item) {
    JsonNode hebrew = item.get("nameHe");
    JsonNode english = item.get("nameEn");
    JsonNode name = texts.language().equals("he") || english.isNull() ? hebrew : english;
    String key = item.get("key").asString();
    return name.isNull() ? texts.all().getOrDefault("code." + key, key) : name.asString();
  }

  private String shown(JsonNode item) {
    if (!item.get("note").isNull()) {
      return text("note." + item.get("note").asString());
    }
    return item.path("amount").isString() ? rounded(amount(item)) : number(item.get("value"));
  }

  private static BigDecimal amount(JsonNode item) {
    return new BigDecimal(item.get("amount").asString());
  }

  private static String rounded(BigDecimal amount) {
    return english(amount.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static String number(JsonNode number) {
    return english(number.asLong());
  }

  private static String english(long number) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
  }

  private String text(String key) {
    return texts.all().get(key);
  }

  private static String row(@Nullable String... cells) {
    return String.join(" | ", cells);
  }
}
