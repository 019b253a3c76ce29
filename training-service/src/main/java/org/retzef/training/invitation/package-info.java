/**
 * Invitations by mail: who has a seat gets the session as an entry for the calendar, a new one when
 * the session is confirmed, and one that takes it back when there is no seat or no session any
 * more.
 */
@NullMarked
package org.retzef.training.invitation;

import org.jspecify.annotations.NullMarked;
