/**
 * Asking for something out of a basket, and the decision on it. A submitted request reserves its
 * money at once; which steps may follow one another stands in one table, {@link
 * org.retzef.basket.request.RequestStep}.
 */
@NullMarked
package org.retzef.basket.request;

import org.jspecify.annotations.NullMarked;
