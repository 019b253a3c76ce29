/**
 * An authority plans its mix of services for a year, station by station, within the budget for its
 * community, and decides on it with two people; the ministry looks on and comments [S2].
 */
@NullMarked
package org.retzef.basket.serviceplan;

import org.jspecify.annotations.NullMarked;
