/**
 * The dashboard: figures as pictures, each with its table, which move while somebody looks. The
 * page holds nothing itself; its script asks the API with the reader's token.
 */
@NullMarked
package org.retzef.reporting.dashboard;

import org.jspecify.annotations.NullMarked;
