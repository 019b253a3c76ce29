package org.retzef.family.assignment;

import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * How quickly families are taken over, over the assignments proposed in a period.
 *
 * @param proposed all of them
 * @param accepted how many were taken, whatever became of them
 * @param waiting how many wait for an answer
 * @param medianDaysToAccept from proposal to acceptance, in days; null if none was accepted
 * @param longestWaitInDays of those that wait; null if none does
 */
record Measures(
    UnitPath unit,
    long proposed,
    long accepted,
    long declined,
    long waiting,
    @Nullable Double medianDaysToAccept,
    @Nullable Double longestWaitInDays) {}
