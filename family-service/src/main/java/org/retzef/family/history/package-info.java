/**
 * Who changed what in a family's file, and when. The values are sealed with the family's key, which
 * fields they are of is not; a change is kept in the same transaction as what it changed.
 */
@NullMarked
package org.retzef.family.history;

import org.jspecify.annotations.NullMarked;
