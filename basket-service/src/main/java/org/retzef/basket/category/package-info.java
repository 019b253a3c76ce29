/**
 * What a response may be: food, rent, a computer. Data with names in the languages of the families,
 * because a family reads them when it is asked whether they came. Some are for emergencies alone.
 */
@NullMarked
package org.retzef.basket.category;

import org.jspecify.annotations.NullMarked;
