package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Signal;

/** Swallows what was said already when events are folded a second time. */
enum Discard implements CaseOutput {
    OUTPUT;

    @Override
    public void observation(Observation observation) {}

    @Override
    public void signal(Signal signal) {}

    @Override
    public boolean hearsOfEveryEnd() {
        return false;
    }

    @Override
    public void duplicate(ServiceEvent event) {}

    @Override
    public void refused(ServiceEvent event, String why) {}

    @Override
    public void late(ServiceEvent event, boolean tooLate) {}
}
