/**
 * Streams of rows, one per agreement: each family under its pseudonym, as coarse as agreed, and
 * gone as soon as it may not be told any more. A data team reads its own stream and no other.
 */
@NullMarked
package org.retzef.reporting.sharing.stream;

import org.jspecify.annotations.NullMarked;
