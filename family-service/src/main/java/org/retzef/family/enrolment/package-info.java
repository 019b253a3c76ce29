/**
 * A family's place in the continuum: enrolment in a track, from a day to a day. The database itself
 * refuses a second one in the same track at the same time, and nobody is in a programme with two
 * families at once.
 */
@NullMarked
package org.retzef.family.enrolment;

import org.jspecify.annotations.NullMarked;
