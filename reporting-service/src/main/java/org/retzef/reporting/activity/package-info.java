/** What Otzma centres do: for one person, for groups, for the community, and advice to workers. */
@NullMarked
package org.retzef.reporting.activity;

import org.jspecify.annotations.NullMarked;
