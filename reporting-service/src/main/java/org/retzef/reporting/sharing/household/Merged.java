package org.retzef.reporting.sharing.household;

/** Told with the survivor's events, for the family that becomes part of it. */
public record Merged(String familyId, String mergedFamilyId, String mergeId, boolean undone) {

  public static final String TYPE = "org.retzef.family.merged.v1";
}
