package io.bellwether.notify;

/**
 * After an outage: while the job works through the past, what happened then is not told one by one. It is held until the job has
 * caught up, so that only what is then the newest of each episode is told, but no longer than it was allowed to be old.
 */
public final class CatchUp implements Muter {

    private final long staleAfterMillis;
    private boolean behind = true;

    /** @param staleAfterMillis what is older when it arrives is of the past; 0 for nothing is */
    public CatchUp(long staleAfterMillis) {
        this.staleAfterMillis = staleAfterMillis;
    }

    /** The same where other things are stale: how far the job is behind is known. */
    public CatchUp with(long otherMillis) {
        CatchUp other = new CatchUp(otherMillis);
        other.behind = behind;
        return other;
    }

    /** Whether what arrives now is of the past. */
    public boolean isStale(long at, long now) {
        return staleAfterMillis > 0 && at < now - staleAfterMillis;
    }

    /** Until when what is of the past is held at most, epoch ms processing time. */
    public long heldUntil(long now) {
        return now + staleAfterMillis;
    }

    /**
     * Event time has come so far. Whether the job has just caught up.
     *
     * @param watermark epoch ms event time
     */
    public boolean observe(long watermark, long now) {
        boolean was = behind;
        behind = watermark < now - staleAfterMillis;
        return was && !behind;
    }

    @Override
    public Mute mute(Telling telling, long now) {
        long until = telling.entry().staleUntil();
        return behind && now < until ? new Mute(Mute.Kind.CATCHING_UP, "", until) : null;
    }
}
