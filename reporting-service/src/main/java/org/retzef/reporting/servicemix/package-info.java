/** What authorities have planned for their residents: mixes of services, by year. */
@NullMarked
package org.retzef.reporting.servicemix;

import org.jspecify.annotations.NullMarked;
