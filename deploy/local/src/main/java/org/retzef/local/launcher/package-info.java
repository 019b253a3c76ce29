/**
 * The command line behind the script retzef: builds, starts, watches and stops the processes. It
 * runs before anything is built, so it uses the JDK only.
 */
@NullMarked
package org.retzef.local.launcher;

import org.jspecify.annotations.NullMarked;
