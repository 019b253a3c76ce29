package org.retzef.basket.bookkeeping;

import org.retzef.platform.problem.Refusal;

/** So many rows would not fit into a spreadsheet. */
final class ExportTooLarge extends Refusal {

  ExportTooLarge() {
    super(Kind.CONFLICT, "export-too-large");
  }
}
