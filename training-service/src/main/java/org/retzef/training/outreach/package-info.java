/**
 * How departments are reached: an official letter first, then a person who agrees with them on
 * seats, focus, place and equipment; and what follows for the order of sessions.
 */
@NullMarked
package org.retzef.training.outreach;

import org.jspecify.annotations.NullMarked;
