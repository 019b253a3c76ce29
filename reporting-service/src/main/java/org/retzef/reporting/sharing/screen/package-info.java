/**
 * Pages for partners that have no system of their own (P8): behind a secret link, what their
 * agreement lets them read, and what becomes of it from release to release. No login, no script.
 */
@NullMarked
package org.retzef.reporting.sharing.screen;

import org.jspecify.annotations.NullMarked;
