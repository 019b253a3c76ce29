package org.retzef.family.figures;

import java.util.List;

/**
 * What is counted.
 *
 * @param families registered by the day
 * @param members in those families on the day
 * @param active families active in a track on the day; a family in two tracks counts in both
 * @param graduates families that had finished a track before the day
 * @param centres Otzma centres open on the day
 * @param localities authorities that a centre serves on the day, however many centres
 * @param serviceUsers people served by Otzma centres on the day, each counted once, at the centre
 *     that they joined first
 * @param people members, and service users who are no members: everybody once
 */
record Figures(
    long families,
    long members,
    List<TrackCount> active,
    long graduates,
    long centres,
    long localities,
    long serviceUsers,
    long people) {

  /** How many families are active in a track. */
  record TrackCount(String track, long families) {}
}
