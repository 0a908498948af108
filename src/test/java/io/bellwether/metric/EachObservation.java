package io.bellwether.metric;

/** An outlet that sends each observation as it comes, for tests that look at them. */
public final class EachObservation implements Outlet {

    private final Receiver<Observation> receiver;

    private EachObservation(Receiver<Observation> receiver) {
        this.receiver = receiver;
    }

    public static Maker<Observation> maker() {
        return EachObservation::new;
    }

    @Override
    public void observe(Measure measure, Series series, long time, long value, long since, int weight) {
        receiver.send(new Observation(measure, series, time, value, since, weight), time);
    }

    @Override
    public void advance(long watermark) {}

    @Override
    public void sendAll() {}
}
