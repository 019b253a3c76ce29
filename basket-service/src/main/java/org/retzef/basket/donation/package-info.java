/**
 * What donors give, and which families it reaches: computers, food parcels, money. It stands beside
 * the baskets and never takes of a ceiling.
 */
@NullMarked
package org.retzef.basket.donation;

import org.jspecify.annotations.NullMarked;
