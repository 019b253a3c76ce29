/**
 * The thread that leads from a client's answer to every service's log and news. Taken from the
 * request itself, because carrying it along with every reactive step costs a third more CPU.
 */
@NullMarked
package org.retzef.platform.trace;

import org.jspecify.annotations.NullMarked;
