/** A number opens the rows behind it, for those who may see them; their sum is the number. */
@NullMarked
package org.retzef.reporting.lineage;

import org.jspecify.annotations.NullMarked;
