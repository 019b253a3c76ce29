package org.retzef.family.familyimport;

import java.util.List;
import java.util.Map;
import org.retzef.family.rowimport.RowFault;

/**
 * A family as it stands in the file, not yet checked.
 *
 * @param firstRow of NDJSON, its one line
 * @param memberRows the row of each member; of CSV only
 * @param enrolmentRows the row of each enrolment; of CSV only
 * @param json as a line of NDJSON
 * @param faults what was wrong before anything was checked
 */
record RawFamily(
    int firstRow,
    List<Integer> memberRows,
    List<Integer> enrolmentRows,
    byte[] json,
    List<RowFault> faults) {

  private static final Map<String, String> COLUMNS =
      Map.of(
          "address.street", "street",
          "address.city", "city",
          "address.postcode", "postcode",
          "address", "street");

  /** Where a client finds the fault: {@code members[1].birthDate} is a column of another row. */
  RowFault locate(String field, String code, boolean csv) {
    if (!csv) {
      return new RowFault(firstRow, field, code);
    }
    if (field.startsWith("members[")) {
      return locate(memberRows, field, code);
    }
    if (field.startsWith("enrolments[")) {
      return locate(enrolmentRows, field, code);
    }
    return new RowFault(firstRow, COLUMNS.getOrDefault(field, field), code);
  }

  private static RowFault locate(List<Integer> rows, String field, String code) {
    int end = field.indexOf(']');
    int nth = Integer.parseInt(field.substring(field.indexOf('[') + 1, end));
    int row = rows.get(Math.min(nth, rows.size() - 1));
    return new RowFault(row, field.substring(Math.min(end + 2, field.length())), code);
  }

  @Override
  public String toString() {
    return "RawFamily " + firstRow;
  }
}
