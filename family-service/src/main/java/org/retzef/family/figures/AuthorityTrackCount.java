package org.retzef.family.figures;

import org.retzef.platform.caller.UnitPath;

/** How many families of an authority are active in a track. */
record AuthorityTrackCount(UnitPath authority, String track, long families) {}
