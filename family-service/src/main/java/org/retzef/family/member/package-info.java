/**
 * Who is in a household and who they are to its head: joining, leaving, correcting, and the change
 * of head. Members are dated, so the family can be read as it was on any day.
 */
@NullMarked
package org.retzef.family.member;

import org.jspecify.annotations.NullMarked;
