/**
 * The rights service: which rights there are, and later who may claim them and how far each claim
 * has come. What the law gives is public knowledge, so the catalogue is one for all units.
 */
@NullMarked
package org.retzef.rights;

import org.jspecify.annotations.NullMarked;
