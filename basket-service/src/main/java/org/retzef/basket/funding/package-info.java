/**
 * Who pays: the sources and what share each bears, from which day on. The ledger splits every
 * posting by them; here they are decided, and added up.
 */
@NullMarked
package org.retzef.basket.funding;

import org.jspecify.annotations.NullMarked;
