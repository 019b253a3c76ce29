/**
 * Who holds a family, in which field role, from when to when. A hand-over locks the former holder
 * out at once and shows how long the family waits for the next.
 */
@NullMarked
package org.retzef.family.assignment;

import org.jspecify.annotations.NullMarked;
