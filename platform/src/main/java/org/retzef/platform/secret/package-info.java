/** Keys outside the database, so that neither alone tells anything. */
@NullMarked
package org.retzef.platform.secret;

import org.jspecify.annotations.NullMarked;
