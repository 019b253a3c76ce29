package org.retzef.basket.donation;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.donation.DistributionImport.RowFault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the rows of a file of distributions: {@code familyId}, {@code quantity}, {@code
 * distributedOn} and, where one has its own, a {@code rowKey}. Its cells are ids, numbers and days,
 * so commas never stand inside them.
 */
final class ImportRows {

  private static final int MAX_KEY = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable List<String> columns;
  private final LocalDate today;

  private ImportRows(@Nullable List<String> columns, LocalDate today) {
    this.columns = columns;
    this.today = today;
  }

  /**
   * @param header of a CSV file; empty for JSON lines
   */
  static ImportRows of(String header, LocalDate today) {
    return new ImportRows(header.isEmpty() ? null : columns(header), today);
  }

  static boolean isHeader(String line) {
    return columns(line).containsAll(List.of("familyId", "quantity", "distributedOn"));
  }

  private static List<String> columns(String header) {
    return Arrays.stream(header.replace("\uFEFF", "").split(",", -1)).map(String::strip).toList();
  }

  /** A row that was read, or what is wrong with it. */
  record Row(
      long number, @Nullable DistributeRequest request, String rowKey, @Nullable RowFault fault) {

    static Row faulty(long number, String field, String code) {
      return new Row(number, null, "", new RowFault(number, field, code));
    }
  }

  Row read(long number, String line) {
    try {
      return read(number, columns == null ? JSON.readTree(line) : ofCells(line));
    } catch (JacksonException malformed) {
      return Row.faulty(number, "", "row-malformed");
    }
  }

  private JsonNode ofCells(String line) {
    var row = JSON.createObjectNode();
    String[] cells = line.split(",", -1);
    List<String> names = Objects.requireNonNull(columns);
    for (int i = 0; i < Math.min(cells.length, names.size()); i++) {
      row.put(names.get(i), cells[i].strip());
    }
    return row;
  }

  private Row read(long number, JsonNode row) {
    String day = row.path("distributedOn").asString("");
    LocalDate distributedOn;
    UUID family;
    try {
      distributedOn = LocalDate.parse(day);
    } catch (DateTimeParseException invalid) {
      return Row.faulty(number, "distributedOn", "date-invalid");
    }
    if (distributedOn.isAfter(today)) {
      return Row.faulty(number, "distributedOn", "date-in-future");
    }
    try {
      family = UUID.fromString(row.path("familyId").asString(""));
    } catch (IllegalArgumentException invalid) {
      return Row.faulty(number, "familyId", "id-invalid");
    }
    String quantity = row.path("quantity").asString("");
    if (!quantity.matches("[1-9][0-9]{0,5}|1000000")) {
      return Row.faulty(number, "quantity", "quantity-invalid");
    }
    String key = row.path("rowKey").asString("");
    if (key.length() > MAX_KEY || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      return Row.faulty(number, "rowKey", "value-invalid");
    }
    var request = new DistributeRequest(family, Long.valueOf(quantity), null, distributedOn);
    return new Row(number, request, key.isEmpty() ? family + "/" + day : key, null);
  }
}
