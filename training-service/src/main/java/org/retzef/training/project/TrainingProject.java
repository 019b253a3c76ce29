package org.retzef.training.project;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** A project as it is shown: its departments in their order. */
record TrainingProject(
    UUID id,
    UnitPath unit,
    String nameHe,
    int year,
    List<String> tools,
    Weights weights,
    List<Priority> priorities) {}
