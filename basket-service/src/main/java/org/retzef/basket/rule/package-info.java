/**
 * What a basket may be spent on: for a category, a list of purposes, a cap in a window, a goal of
 * the family's plan. Rows with dates that the basket manager changes, and that remember it.
 */
@NullMarked
package org.retzef.basket.rule;

import org.jspecify.annotations.NullMarked;
