package org.retzef.family.duplicate;

import java.util.List;
import java.util.SortedSet;
import org.retzef.family.duplicate.DuplicateRule.Code;

/**
 * What was found about one family of a file.
 *
 * @param row its place in the request, from 1
 * @param alreadyHere registered families that may be the same
 * @param inFile families of the same request that may be the same
 */
record CheckedFamily(int row, List<DuplicateCandidate> alreadyHere, List<InFile> inFile) {

  /**
   * @param row of the other family
   */
  record InFile(int row, double score, SortedSet<Code> reasons) {}
}
