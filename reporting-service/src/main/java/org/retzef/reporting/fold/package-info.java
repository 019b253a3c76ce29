/**
 * The one mechanism of all reports. A report reads events as changes of dated facts; here they are
 * folded, each event once, into steps up and down per place and trait, folded anew by a replay
 * while the old answers stay, and counted again to prove them.
 */
@NullMarked
package org.retzef.reporting.fold;

import org.jspecify.annotations.NullMarked;
