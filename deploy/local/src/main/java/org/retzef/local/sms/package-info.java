/**
 * An SMS centre that speaks SMPP 3.4 and shows the phones on a page. It keeps what it accepted, as
 * a real one does.
 */
@NullMarked
package org.retzef.local.sms;

import org.jspecify.annotations.NullMarked;
