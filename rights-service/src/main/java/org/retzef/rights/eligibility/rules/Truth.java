package org.retzef.rights.eligibility.rules;

import java.util.List;

/**
 * What became of an expression for one person and child.
 *
 * @param unknown the facts and parameters for whose lack it is not decided
 */
record Truth(Status status, List<String> unknown) {

  static final Truth MET = new Truth(Status.MET, List.of());
  static final Truth FAILED = new Truth(Status.FAILED, List.of());

  static Truth unknown(List<String> names) {
    return new Truth(Status.UNKNOWN, names);
  }
}
