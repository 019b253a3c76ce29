/**
 * A copy of the tree of units, from the family service's events: a session is agreed with a
 * department that is there, and a report can name those that were left out.
 */
@NullMarked
package org.retzef.training.unit;

import org.jspecify.annotations.NullMarked;
