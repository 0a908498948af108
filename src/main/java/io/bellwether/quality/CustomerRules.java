package io.bellwether.quality;

import java.io.Serializable;

/** What is looked at over several cases of a customer, and for how long. */
public record CustomerRules(
        Resolution resolution, Suspicion suspicion, Bots bots, SelfService selfService, AfterService afterService)
        implements Serializable {}
