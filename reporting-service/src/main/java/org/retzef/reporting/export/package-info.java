/**
 * Figures as files: for spreadsheets, and for statistics offices. They hide what the page hides.
 */
@NullMarked
package org.retzef.reporting.export;

import org.jspecify.annotations.NullMarked;
