/** Receipts: asked for, answered, overridden. */
@NullMarked
package org.retzef.reporting.receipt;

import org.jspecify.annotations.NullMarked;
