/** Contacts, referrals and plans: the daily work with families. */
@NullMarked
package org.retzef.reporting.casework;

import org.jspecify.annotations.NullMarked;
