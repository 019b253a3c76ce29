/**
 * Who looked at which family, or changed it, or tried to: lines that are only ever added, each
 * sealed with the one before, kept for 24 months, shown to auditors alone.
 */
@NullMarked
package org.retzef.family.audit;

import org.jspecify.annotations.NullMarked;
