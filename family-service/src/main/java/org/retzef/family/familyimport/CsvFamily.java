package org.retzef.family.familyimport;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.retzef.family.rowimport.RowFault;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gathers the rows of one family after the other. */
final class CsvFamily {

  private static final List<String> OF_FAMILY =
      List.of("familyKey", "unit", "preferredLanguage", "phone");
  private static final List<String> OF_ADDRESS = List.of("street", "city", "postcode");
  private static final List<String> OF_MEMBER =
      List.of("givenName", "familyName", "nationalId", "birthDate", "sex", "relation");

  static final Set<String> COLUMNS =
      Set.of(
          "familyKey",
          "unit",
          "preferredLanguage",
          "phone",
          "street",
          "city",
          "postcode",
          "givenName",
          "familyName",
          "nationalId",
          "birthDate",
          "sex",
          "relation");

  static final Set<String> REQUIRED_COLUMNS =
      Set.of(
          "familyKey",
          "unit",
          "preferredLanguage",
          "phone",
          "street",
          "city",
          "givenName",
          "familyName",
          "birthDate",
          "sex",
          "relation");

  /** One more than a household may have: enough for the fault to show. */
  private static final int MOST_MEMBERS = 41;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> columns;
  private final Consumer<RawFamily> consumer;

  private Map<String, String> first = Map.of();
  private ArrayNode members = JSON.createArrayNode();
  private List<Integer> rows = new ArrayList<>();
  private List<RowFault> faults = new ArrayList<>();

  CsvFamily(List<String> columns, Consumer<RawFamily> consumer) {
    this.columns = columns;
    this.consumer = consumer;
  }

  void add(int row, CsvRecord record) {
    Map<String, String> cells = cells(record);
    String key = cells.getOrDefault("familyKey", "");
    if (rows.isEmpty() || key.isEmpty() || !key.equals(first.get("familyKey"))) {
      finish();
      first = cells;
    } else {
      addDifferences(row, cells);
    }
    if (record.getFieldCount() != columns.size()) {
      faults.add(new RowFault(row, "", "row-malformed"));
    }
    if (rows.size() < MOST_MEMBERS) {
      rows.add(row);
      members.add(object(cells, OF_MEMBER));
    }
  }

  /** Gives the family whose last row was read, if there is one. */
  void finish() {
    if (rows.isEmpty()) {
      return;
    }
    ObjectNode family = object(first, OF_FAMILY);
    family.set("address", object(first, OF_ADDRESS));
    family.set("members", members);
    consumer.accept(new RawFamily(rows, JSON.writeValueAsBytes(family), faults));
    members = JSON.createArrayNode();
    rows = new ArrayList<>();
    faults = new ArrayList<>();
  }

  private Map<String, String> cells(CsvRecord record) {
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), record.getFieldCount()); i++) {
      String cell = record.getField(i);
      if (!cell.isBlank()) {
        cells.put(columns.get(i), cell);
      }
    }
    return cells;
  }

  private void addDifferences(int row, Map<String, String> cells) {
    for (String column : cells.keySet()) {
      boolean ofFamily = OF_FAMILY.contains(column) || OF_ADDRESS.contains(column);
      if (ofFamily && !cells.get(column).equals(first.get(column))) {
        faults.add(new RowFault(row, column, "value-differs-in-family"));
      }
    }
  }

  private static ObjectNode object(Map<String, String> cells, List<String> fields) {
    ObjectNode object = JSON.createObjectNode();
    for (String field : fields) {
      String cell = cells.get(field);
      if (cell != null) {
        object.put(field, cell);
      }
    }
    return object;
  }
}
