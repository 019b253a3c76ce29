/** Use of the rights site against what departments and their places are like (P3). */
@NullMarked
package org.retzef.reporting.siteuse;

import org.jspecify.annotations.NullMarked;
