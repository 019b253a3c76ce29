package org.retzef.reporting.lineage;

import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.Trait;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Point;

/**
 * Which number is opened.
 *
 * @param trait of one line of a breakdown; null for the whole
 */
record Opening(
    Indicator indicator, Lineage.Part part, String unit, @Nullable Trait trait, Point time) {}
