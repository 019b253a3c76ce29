/**
 * Lets the data committee link a partner's source with ours on hashes alone (P6, P10): no name and
 * no id number leaves either side.
 */
@NullMarked
package org.retzef.family.linkage;

import org.jspecify.annotations.NullMarked;
