package org.retzef.basket.approval;

import java.util.UUID;

/** A policy as it stood: what it says changes with its version only. */
public record PolicyVersion(UUID id, long version) {}
