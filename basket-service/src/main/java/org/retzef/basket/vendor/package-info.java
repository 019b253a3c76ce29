/**
 * Who delivers what is bought from a basket. A vendor is known by its code, which its own token
 * carries.
 */
@NullMarked
package org.retzef.basket.vendor;

import org.jspecify.annotations.NullMarked;
