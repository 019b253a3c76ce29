/**
 * Who decides on what: dated expressions (CEL) that route a request to a tier, the committees and
 * deadlines of the tiers, and the days on which a unit approves nothing.
 */
@NullMarked
package org.retzef.basket.approval;

import org.jspecify.annotations.NullMarked;
