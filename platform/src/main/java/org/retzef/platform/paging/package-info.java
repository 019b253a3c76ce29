/**
 * Lists in pages that cost the same however far one reads: keyset, never offset. One small package,
 * so that every list of every service looks and behaves alike.
 */
@NullMarked
package org.retzef.platform.paging;

import org.jspecify.annotations.NullMarked;
