package org.retzef.family.programme;

import java.util.List;

/**
 * What is told of a track.
 *
 * @param source where it comes from
 * @param confirmed whether a source says it; if not, it was inferred and waits for the ministry's
 *     word
 */
record TrackDescription(Track track, String source, boolean confirmed, List<Words> descriptions) {

  /**
   * @param language he, ar or en
   * @param targetGroup for whom it is
   * @param goals what it wants
   * @param uniqueness what sets it apart from the others
   */
  record Words(String language, String targetGroup, String goals, String uniqueness) {}
}
