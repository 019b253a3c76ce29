/**
 * Ports, folders and secrets of one local copy of the platform. Read by the launcher and by the
 * helper process alike, so it uses the JDK only.
 */
@NullMarked
package org.retzef.local.settings;

import org.jspecify.annotations.NullMarked;
