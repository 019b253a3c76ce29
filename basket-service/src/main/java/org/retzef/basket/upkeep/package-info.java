/** Work that nobody asks for: deadlines, expiry, reminders. Safe when two copies of it run. */
@NullMarked
package org.retzef.basket.upkeep;

import org.jspecify.annotations.NullMarked;
