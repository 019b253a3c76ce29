/** The ledger as a file for bookkeepers: CSV or a spreadsheet, streamed and of bounded length. */
@NullMarked
package org.retzef.basket.bookkeeping;

import org.jspecify.annotations.NullMarked;
