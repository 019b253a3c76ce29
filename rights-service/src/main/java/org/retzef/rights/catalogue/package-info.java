/**
 * The catalogue of rights: what each gives, under which conditions, how to claim it, and where that
 * is known from. A published version is never changed, only followed by a newer one, so that an
 * answer given on a day can be explained on any other.
 */
@NullMarked
package org.retzef.rights.catalogue;

import org.jspecify.annotations.NullMarked;
