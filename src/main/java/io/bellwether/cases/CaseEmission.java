package io.bellwether.cases;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Outlet;
import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import io.bellwether.quality.CustomerFact;
import io.bellwether.queue.OnContact;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** Sends what the folds of a subtask's cases find, as of a moment that it is told before each. */
final class CaseEmission implements CaseOutput {

    private final Outlet observed;
    private final Output<?> output;
    private final OutputTag<Rejection> tooLate;
    private final long latenessMillis;
    private final EventEncoder encoder = new EventEncoder();
    /** One for all: whoever is behind takes the value out at once, or a copy is made. */
    private final StreamRecord<?> record = new StreamRecord<>(null);

    private long watermark;
    private long now;

    /**
     * @param observed where observations go
     * @param output where all else goes
     */
    CaseEmission(Outlet observed, Output<?> output, OutputTag<Rejection> tooLate, long latenessMillis) {
        this.observed = observed;
        this.output = output;
        this.tooLate = tooLate;
        this.latenessMillis = latenessMillis;
    }

    /**
     * What follows is found at that moment.
     *
     * @param watermark how far time has come in the subtask
     * @param now how far the case has come: whatever is observed is observed then
     */
    void at(long watermark, long now) {
        this.watermark = watermark;
        this.now = now;
    }

    @Override
    public void observe(Measure measure, Series series, long time, long value, long since, int weight) {
        if (Observation.isInTime(measure, time, now, latenessMillis)) {
            observed.observe(measure, series, time, value, since, weight);
        }
    }

    @Override
    public void signal(Signal signal) {
        output.collect(CaseOperator.SIGNALS, record.replace(signal, now));
    }

    @Override
    public void onContact(OnContact change) {
        output.collect(CaseOperator.ON_CONTACT, record.replace(change, now));
    }

    @Override
    public void customer(CustomerFact fact) {
        output.collect(CaseOperator.CUSTOMERS, record.replace(fact, now));
    }

    @Override
    public void rated(CustomerFact fact) {
        output.collect(CaseOperator.RATINGS, record.replace(fact, now));
    }

    /** Where clocks are told, behind all that was folded. */
    void clocks(CaseClocks all) {
        output.collect(CaseOperator.CLOCKS, record.replace(all, now));
    }

    /** Where contacts are told, behind all that was folded. */
    void contacts(CaseContacts all) {
        output.collect(CaseOperator.CONTACTS, record.replace(all, now));
    }

    @Override
    public boolean hearsOfEveryEnd() {
        return false;
    }

    @Override
    public void duplicate(ServiceEvent event) {
        pipeline(Measure.PIPELINE_DUPLICATES, Observation.countableTime(event.time(), watermark, latenessMillis));
    }

    @Override
    public void late(ServiceEvent event, boolean isTooLate) {
        // history that is loaded later is expected to be old: it needs no letter
        if (isTooLate && !event.backfill()) {
            tooLate(event, "it was folded as of the lateness horizon");
        } else {
            pipeline(Measure.PIPELINE_LATE, isTooLate ? watermark : event.time());
        }
    }

    @Override
    public void refused(ServiceEvent event, String why) {
        tooLate(event, why + "; it was not counted");
    }

    private void tooLate(ServiceEvent event, String what) {
        pipeline(Measure.PIPELINE_LATE, watermark);
        output.collect(tooLate, record.replace(Rejection.late(event, watermark, what, encoder.encode(event)), now));
    }

    private void pipeline(Measure measure, long time) {
        observed.observe(measure, Series.OF_PIPELINE, time, 1, 0, 1);
    }
}
