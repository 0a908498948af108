package io.bellwether.sentiment.onnx;

/**
 * How long a model that fails is left alone: some seconds after the first failure, twice as long after each further one,
 * up to some minutes. Without it every message would wait for a timeout, and the job would come to a crawl. Thread-safe.
 */
public final class Rest {

    private final long firstMillis;
    private final long longestMillis;
    private long pause;
    private long until = Long.MIN_VALUE;

    /** @param firstMillis 0 for a model that is never left alone */
    public Rest(long firstMillis, long longestMillis) {
        this.firstMillis = firstMillis;
        this.longestMillis = longestMillis;
    }

    /** Whether the model is to be left alone at a moment. */
    public synchronized boolean isOn(long nowMillis) {
        return nowMillis < until;
    }

    /**
     * The model failed. Failures of one moment come in crowds; those during a rest do not make it longer.
     *
     * @return how long the rest is that begins now; 0 where none does
     */
    public synchronized long failed(long nowMillis) {
        if (firstMillis == 0 || isOn(nowMillis)) {
            return 0;
        }
        pause = pause == 0 ? firstMillis : Math.min(pause * 2, longestMillis);
        until = nowMillis + pause;
        return pause;
    }

    /**
     * The model answered.
     *
     * @return whether that ends a row of failures
     */
    public synchronized boolean answered(long nowMillis) {
        if (pause == 0 || isOn(nowMillis)) {
            return false;
        }
        pause = 0;
        return true;
    }
}
