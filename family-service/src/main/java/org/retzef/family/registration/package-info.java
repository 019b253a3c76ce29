/**
 * Taking a family in and finding it again. The family is the unit of work; what identifies its
 * members is sealed here and is told to nobody who does not work with them.
 */
@NullMarked
package org.retzef.family.registration;

import org.jspecify.annotations.NullMarked;
