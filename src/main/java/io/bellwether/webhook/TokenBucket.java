package io.bellwether.webhook;

import io.bellwether.notify.SendRate;

/**
 * Keeps one credential below the number of messages that its vendor takes in a period. A third of them, and at most
 * {@link #MOST_AT_ONCE}, may go at once, so that no period of the vendor's sees more than the rate and that burst. Of one
 * thread; time is processing time in epoch ms and an argument.
 */
final class TokenBucket {

    /** Some vendors count by the second as well. */
    static final int MOST_AT_ONCE = 4;

    private SendRate rate;
    private double capacity;
    private double tokens;
    private long filledAt = Long.MIN_VALUE;

    TokenBucket(SendRate rate) {
        use(rate);
        this.tokens = capacity;
    }

    private void use(SendRate newRate) {
        this.rate = newRate;
        this.capacity = Math.max(1, Math.min(MOST_AT_ONCE, newRate.count() / 3));
    }

    /** Keeps to the lower of two rates from now on. */
    void slowDown(SendRate other) {
        boolean lower = !other.isUnlimited()
                && (rate.isUnlimited()
                        || (long) other.count() * rate.periodMillis() < (long) rate.count() * other.periodMillis());
        if (lower) {
            use(other);
            tokens = Math.min(tokens, capacity);
        }
    }

    boolean isUnlimited() {
        return rate.isUnlimited();
    }

    /** Takes a token, if there is one. */
    boolean take(long now) {
        if (rate.isUnlimited()) {
            return true;
        }
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** When there will be a token, if nobody takes it before: now or later. */
    long nextAt(long now) {
        if (rate.isUnlimited()) {
            return now;
        }
        fill(now);
        return tokens >= 1 ? now : now + (long) Math.ceil((1 - tokens) * rate.periodMillis() / rate.count());
    }

    private void fill(long now) {
        // nothing is gained before the first look, nor by a clock that was set back
        long passed = filledAt == Long.MIN_VALUE ? 0 : Math.max(0, now - filledAt);
        tokens = Math.min(capacity, tokens + (double) passed * rate.count() / rate.periodMillis());
        filledAt = now;
    }
}
