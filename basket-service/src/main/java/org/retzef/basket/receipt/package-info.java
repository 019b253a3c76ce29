/**
 * The family's yes: after a delivery it is asked, in its language and by SMS, whether everything
 * came. Nothing is paid before it has answered, on the page behind the link or by a plain reply.
 */
@NullMarked
package org.retzef.basket.receipt;

import org.jspecify.annotations.NullMarked;
