/** Agreements with partners: what each may read, on which ground, and how far its onboarding is. */
@NullMarked
package org.retzef.reporting.sharing.agreement;

import org.jspecify.annotations.NullMarked;
