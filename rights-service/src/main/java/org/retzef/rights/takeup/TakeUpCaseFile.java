package org.retzef.rights.takeup;

import java.util.List;

/**
 * A case with its whole way.
 *
 * @param moves every state that it was in, the first one first
 * @param steps every station, the first one first
 */
record TakeUpCaseFile(TakeUpCase takeUp, List<Move> moves, List<Step> steps) {

  /** What adding a step answers; its note is not repeated. */
  record Added(int number) {}
}
