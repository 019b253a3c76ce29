package org.retzef.family.familyimport;

import java.util.List;
import java.util.Map;
import org.retzef.family.rowimport.RowFault;

/**
 * A family as it stands in the file, not yet checked.
 *
 * @param rows the row of each member; of NDJSON, the one line
 * @param json as a line of NDJSON
 * @param faults what was wrong before anything was checked
 */
record RawFamily(List<Integer> rows, byte[] json, List<RowFault> faults) {

  private static final Map<String, String> COLUMNS =
      Map.of(
          "address.street", "street",
          "address.city", "city",
          "address.postcode", "postcode",
          "address", "street");

  int firstRow() {
    return rows.getFirst();
  }

  /** Where a client finds the fault: {@code members[1].birthDate} is a column of another row. */
  RowFault locate(String field, String code, boolean csv) {
    if (!csv) {
      return new RowFault(firstRow(), field, code);
    }
    if (field.startsWith("members[")) {
      int end = field.indexOf(']');
      int member = Integer.parseInt(field.substring("members[".length(), end));
      int row = rows.get(Math.min(member, rows.size() - 1));
      return new RowFault(row, field.substring(Math.min(end + 2, field.length())), code);
    }
    return new RowFault(firstRow(), COLUMNS.getOrDefault(field, field), code);
  }

  @Override
  public String toString() {
    return "RawFamily " + firstRow();
  }
}
