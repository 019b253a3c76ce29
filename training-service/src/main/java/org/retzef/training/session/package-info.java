/**
 * Sessions of a course: planned, checked for computers and internet, confirmed, held and closed,
 * with those who come to them and the contact worker whom each department names at the end.
 */
@NullMarked
package org.retzef.training.session;

import org.jspecify.annotations.NullMarked;
