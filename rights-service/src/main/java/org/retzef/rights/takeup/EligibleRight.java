package org.retzef.rights.takeup;

/**
 * A right that a family may claim.
 *
 * @param sensitive whether it asks what is not spoken of unasked
 */
public record EligibleRight(String right, int version, String category, boolean sensitive) {}
