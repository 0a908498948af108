package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;

/** Swallows what was said already when events are folded a second time. */
enum Discard implements CaseOutput {
    OUTPUT;

    @Override
    public void observe(Measure measure, Series series, long time, long value, long since, int weight) {}

    @Override
    public void signal(Signal signal) {}

    @Override
    public boolean hearsOfEveryEnd() {
        return false;
    }

    @Override
    public boolean hearsOfCustomers() {
        return false;
    }

    @Override
    public void duplicate(ServiceEvent event) {}

    @Override
    public void refused(ServiceEvent event, String why) {}

    @Override
    public void late(ServiceEvent event, boolean tooLate) {}
}
