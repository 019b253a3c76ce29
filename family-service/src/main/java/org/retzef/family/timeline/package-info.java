/**
 * Everything about a family, newest first. Nobody writes it: the database adds an entry for every
 * event of the family that a feature tells, and for what is told to nobody as its table is written,
 * in the same transaction.
 */
@NullMarked
package org.retzef.family.timeline;

import org.jspecify.annotations.NullMarked;
