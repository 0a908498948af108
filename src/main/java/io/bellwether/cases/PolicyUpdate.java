package io.bellwether.cases;

import io.bellwether.sla.PolicyBook;

/** A policy book that replaces the present one in every subtask. */
public record PolicyUpdate(String version, PolicyBook book) {}
