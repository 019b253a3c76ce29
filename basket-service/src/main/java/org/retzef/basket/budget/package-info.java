/**
 * What the ministry sets aside: a budget per year and track, and the envelope around it. A table
 * with one wrong product is refused, because everything later is paid out of it.
 */
@NullMarked
package org.retzef.basket.budget;

import org.jspecify.annotations.NullMarked;
