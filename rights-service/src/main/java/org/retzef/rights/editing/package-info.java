/**
 * How the catalogue changes: workers suggest, an editor drafts, another one reviews and publishes.
 */
@NullMarked
package org.retzef.rights.editing;

import org.jspecify.annotations.NullMarked;
