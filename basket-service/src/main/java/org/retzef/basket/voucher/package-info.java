/**
 * The voucher to a vendor: issued on an approved request, signed, delivered, paid once. What is
 * paid is what was signed, and only after the family's yes.
 */
@NullMarked
package org.retzef.basket.voucher;

import org.jspecify.annotations.NullMarked;
