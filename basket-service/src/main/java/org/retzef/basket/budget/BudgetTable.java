package org.retzef.basket.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A budget as a file: CSV with a header, or JSON lines. A last row {@code TOTAL} is held against
 * the others; every wrong cell is named.
 */
final class BudgetTable {

  private static final Map<String, String> COLUMNS =
      Map.of(
          "track_code", "track",
          "track", "track",
          "families", "families",
          "basket_ils", "basket",
          "basket", "basket",
          "total_ils", "total",
          "total", "total");

  /** For people. Any other is refused, not passed over: it might say that it is not in ILS. */
  private static final Set<String> NOT_READ = Set.of("track_he", "");

  private static final Set<String> NEEDED = Set.of("track", "families", "basket", "total");
  private static final int MAX_ROWS = 101;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final List<Fault> faults = new ArrayList<>();

  private BudgetTable() {}

  static LoadBudgetRequest ofCsv(int year, String csv) {
    List<List<String>> rows = Csv.rows(csv);
    if (rows.isEmpty()) {
      throw new InvalidInput(Fault.of("", "body-malformed"));
    }
    List<String> header = rows.getFirst().stream().map(String::strip).toList();
    List<String> columns = header.stream().map(name -> COLUMNS.getOrDefault(name, "")).toList();
    if (!columns.containsAll(NEEDED)) {
      throw new InvalidInput(Fault.of("header", "columns-missing"));
    }
    requireKnown("", header, COLUMNS.keySet());
    List<Map<String, String>> cells = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Map<String, String> named = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        named.put(columns.get(i), i < row.size() ? row.get(i).strip() : "");
      }
      cells.add(named);
    }
    return new BudgetTable().read(year, cells);
  }

  static LoadBudgetRequest ofJsonLines(int year, String lines) {
    List<Map<String, String>> cells = new ArrayList<>();
    for (String line : lines.lines().filter(text -> !text.isBlank()).toList()) {
      try {
        JsonNode row = JSON.readTree(line);
        Map<String, String> named = new HashMap<>();
        requireKnown("rows[%d].".formatted(cells.size()), row.propertyNames(), NEEDED);
        NEEDED.forEach(name -> named.put(name, row.path(name).asString("")));
        cells.add(named);
      } catch (JacksonException malformed) {
        throw new InvalidInput(Fault.of("rows[%d]".formatted(cells.size()), "body-malformed"));
      }
    }
    return new BudgetTable().read(year, cells);
  }

  private static void requireKnown(String where, Collection<String> names, Set<String> read) {
    InvalidInput.ifAny(
        names.stream()
            .filter(name -> !read.contains(name) && !NOT_READ.contains(name))
            .map(name -> Fault.of(where + name, "field-unknown"))
            .toList());
  }

  private LoadBudgetRequest read(int year, List<Map<String, String>> cells) {
    if (cells.isEmpty() || cells.size() > MAX_ROWS) {
      throw new InvalidInput(Fault.of("rows", "size-invalid", MAX_ROWS));
    }
    if (year < 2000 || year > 2100) {
      faults.add(Fault.of("year", "year-invalid"));
    }
    boolean totalled = "TOTAL".equals(cells.getLast().get("track"));
    int last = cells.size() - (totalled ? 1 : 0);
    List<LoadBudgetRequest.Row> rows = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      Map<String, String> row = cells.get(i);
      rows.add(
          new LoadBudgetRequest.Row(
              track(i, row),
              families(i, row),
              money(i, row, "basket"),
              money(i, row, "total"),
              null));
    }
    InvalidInput.ifAny(faults);
    LoadBudgetRequest request = new LoadBudgetRequest(year, rows);
    if (totalled) {
      requireTotals(rows, last, cells.getLast());
    }
    return request;
  }

  /**
   * Of a wrong product the total is the wrong cell if the totals' sum is wrong, too; else the
   * families, if theirs is; else the basket. A wrong sum of right products is wrong itself; baskets
   * have none.
   */
  private void requireTotals(
      List<LoadBudgetRequest.Row> rows, int last, Map<String, String> totals) {
    Money told = money(last, totals, "total");
    InvalidInput.ifAny(faults);
    int families = rows.stream().mapToInt(LoadBudgetRequest.Row::families).sum();
    Money total = rows.stream().map(LoadBudgetRequest.Row::total).reduce(Money.ZERO, Money::plus);
    boolean familiesFit = Integer.toString(families).equals(totals.get("families"));
    boolean totalsFit = told.equals(total);
    String spoilt = !totalsFit ? "total" : !familiesFit ? "families" : "basket";
    boolean productsFit = true;
    for (int i = 0; i < last; i++) {
      LoadBudgetRequest.Row row = rows.get(i);
      if (!row.basket().times(row.families()).equals(row.total())) {
        faults.add(Fault.of("rows[%d].%s".formatted(i, spoilt), "total-wrong"));
        productsFit = false;
      }
    }
    if (!familiesFit && (productsFit || !totalsFit)) {
      faults.add(Fault.of("rows[%d].families".formatted(last), "total-wrong"));
    }
    if (!totals.getOrDefault("basket", "").isEmpty()) {
      faults.add(Fault.of("rows[%d].basket".formatted(last), "total-wrong"));
    }
    if (!totalsFit && productsFit) {
      faults.add(Fault.of("rows[%d].total".formatted(last), "total-wrong"));
    }
    InvalidInput.ifAny(faults);
  }

  private static final Money UNREADABLE = new Money(-1);

  private static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNullElse(row.get(column), "");
  }

  private String track(int i, Map<String, String> row) {
    String track = cell(row, "track");
    if (!track.matches(LoadBudgetRequest.TRACK)) {
      faults.add(Fault.of("rows[%d].track".formatted(i), "code-invalid"));
    }
    return track;
  }

  private int families(int i, Map<String, String> row) {
    String families = cell(row, "families");
    if (families.matches("[0-9]{1,5}")) {
      int count = Integer.parseInt(families);
      if (count >= 1 && count <= LoadBudgetRequest.MAX_FAMILIES) {
        return count;
      }
    }
    faults.add(Fault.of("rows[%d].families".formatted(i), "families-invalid"));
    return 0;
  }

  private Money money(int i, Map<String, String> row, String column) {
    String field = "rows[%d].%s".formatted(i, column);
    try {
      Money amount = Money.parse(cell(row, column));
      if (amount.equals(Money.ZERO)) {
        faults.add(Fault.of(field, "money-zero"));
      }
      return amount;
    } catch (IllegalArgumentException invalid) {
      faults.add(Fault.of(field, "money-invalid"));
      return UNREADABLE;
    }
  }
}
