/**
 * The reporting service: numbers out of the other services' events. It asks no service and tells
 * nothing; every report can be folded anew from the first event.
 */
@NullMarked
package org.retzef.reporting;

import org.jspecify.annotations.NullMarked;
