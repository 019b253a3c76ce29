/**
 * The plan of a training project by month, and what it forecasts: three ways to reckon how many
 * sessions and seats there will be, shown side by side where they differ.
 */
@NullMarked
package org.retzef.training.plan;

import org.jspecify.annotations.NullMarked;
