/** The way of the money: budgeted, put into baskets, ordered, paid, lent. */
@NullMarked
package org.retzef.reporting.money;

import org.jspecify.annotations.NullMarked;
