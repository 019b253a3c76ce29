/**
 * Processes that outlive the one that started them, known again by their pid file. A pid alone
 * proves nothing after a reboot or a kill, so the start time is kept beside it.
 */
@NullMarked
package org.retzef.local.process;

import org.jspecify.annotations.NullMarked;
