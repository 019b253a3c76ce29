/**
 * Who changed what in a family's file, and when. The values are sealed with the family's key; a
 * change is kept in the same transaction as what it changed.
 */
@NullMarked
package org.retzef.family.history;

import org.jspecify.annotations.NullMarked;
