package org.retzef.training.project;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** A project in a list; its departments are read with it alone. */
record ListedProject(UUID id, UnitPath unit, String nameHe, int year) {}
