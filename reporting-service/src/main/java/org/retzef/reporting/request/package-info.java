/** What is asked of baskets, approved and refused. */
@NullMarked
package org.retzef.reporting.request;

import org.jspecify.annotations.NullMarked;
