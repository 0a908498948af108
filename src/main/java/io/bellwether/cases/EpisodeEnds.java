package io.bellwether.cases;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * When what may outlive its chat or ticket ended last, whether or not anybody had told that it began. What begins it and comes
 * too late to be put in its place stands behind an end that it happened before: it would begin what nothing ends.
 */
record EpisodeEnds(long callback, long refund, long dispute) {

    private static final long NEVER = CaseCore.NOT_YET;

    /** Of a case of which no such end was told. */
    static final EpisodeEnds NONE = new EpisodeEnds(NEVER, NEVER, NEVER);

    boolean isNone() {
        return callback == NEVER && refund == NEVER && dispute == NEVER;
    }

    /** After another event. */
    EpisodeEnds after(ServiceEvent event) {
        long at = event.happenedAt();
        return switch (event.type()) {
            case CHAT_CALLBACK_COMPLETED, CHAT_CALLBACK_FAILED ->
                new EpisodeEnds(Math.max(callback, at), refund, dispute);
            case REFUND_COMPLETED -> new EpisodeEnds(callback, Math.max(refund, at), dispute);
            case DISPUTE_DECIDED -> new EpisodeEnds(callback, refund, Math.max(dispute, at));
            default -> this;
        };
    }

    /** Whether an event, put behind all these, begins what was over after it happened. */
    boolean areAfter(ServiceEvent event) {
        return event.happenedAt() <= endOf(event.type());
    }

    private long endOf(EventType type) {
        return switch (type) {
            case CHAT_CALLBACK_REQUESTED, CHAT_CALLBACK_SCHEDULED -> callback;
            case REFUND_OPENED -> refund;
            case DISPUTE_OPENED -> dispute;
            default -> NEVER;
        };
    }

    void write(long base, DataOutput out) throws IOException {
        for (long end : new long[] {callback, refund, dispute}) {
            out.writeBoolean(end != NEVER);
            if (end != NEVER) {
                Varint.writeSigned(end - base, out);
            }
        }
    }

    static EpisodeEnds read(long base, DataInput in) throws IOException {
        return new EpisodeEnds(readEnd(base, in), readEnd(base, in), readEnd(base, in));
    }

    private static long readEnd(long base, DataInput in) throws IOException {
        return in.readBoolean() ? base + Varint.readSigned(in) : NEVER;
    }
}
