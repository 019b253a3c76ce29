/**
 * Which families a caller sees and which a caller may change, said once, as conditions of SQL: by
 * unit, by assignment, by emergency access, by an accepted referral, by a family's consent.
 */
@NullMarked
package org.retzef.family.visibility;

import org.jspecify.annotations.NullMarked;
