package org.retzef.family.familyimport;

import org.retzef.family.rowimport.RowFault;

/** From this row on nothing of the file can be understood. */
final class UnreadableFile extends RuntimeException {

  private final transient RowFault fault;

  UnreadableFile(int row, String field, String code) {
    super(code, null, false, false);
    this.fault = new RowFault(row, field, code);
  }

  RowFault fault() {
    return fault;
  }
}
