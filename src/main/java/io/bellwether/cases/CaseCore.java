package io.bellwether.cases;

import io.bellwether.event.SeenIds;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.quality.Mood;
import io.bellwether.quality.Rating;
import io.bellwether.queue.Contact;
import io.bellwether.sla.SlaState;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What has become of one case after some of its events: the accumulator of {@link CaseFold}. */
final class CaseCore {

    /** Has not happened. */
    static final long NOT_YET = Long.MIN_VALUE;

    private static final int UNKNOWN = 1;
    private static final int OVER = 0x80;

    Attributes attributes = Attributes.UNKNOWN;
    boolean chat;
    /** Null until an event tells: the job may have started in the middle of the case's life. */
    Status status;
    /** When it was created, or first heard of. */
    long since = NOT_YET;
    /** When its present status began. */
    long statusSince = NOT_YET;
    /** What was counted when it became solved or closed at {@link #statusSince}: bits of {@link CaseLife}. */
    int counted;
    /** Merged or deleted: whatever comes later does not open it again. */
    boolean removed;
    /** A chat that was over when it was forgotten, and has not begun again since. */
    boolean over;

    long lastEventAt = NOT_YET;
    boolean backfill;
    int replies;
    Mood mood = Mood.UNKNOWN;
    Contact contact;
    /** The case's dimensions when the contact was enqueued. */
    List<String> contactDimensions = List.of();

    SlaState sla = new SlaState();
    /** Version of the policy book that {@link #sla} was last judged by. */
    String policyVersion = "";

    final Map<SurveyKind, Rating> ratings = new EnumMap<>(SurveyKind.class);
    LevelLedger levels = new LevelLedger();
    PastDimensions past = new PastDimensions();
    SeenIds seen = new SeenIds();

    /** Whether nothing has happened to it, as is so with every case once, and again when it has been forgotten. */
    boolean isUnknown() {
        return lastEventAt == NOT_YET;
    }

    /** The status as far as it is known, also of what was over when it was forgotten; null where nothing is. */
    Status statusOrOver() {
        return status == null && (over || removed) ? Status.CLOSED : status;
    }

    /**
     * What stays when it is forgotten: the ids of its events, so that what is sent again is known, and whether it was over
     * or removed, so that it stays so.
     */
    CaseCore afterlife() {
        CaseCore left = new CaseCore();
        left.seen = seen;
        left.removed = removed;
        left.over = status == null ? over : status.isDone() && (chat || over);
        return left;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(isUnknown() ? UNKNOWN | (removed ? 2 : 0) | (over ? 4 : 0) : 0);
        if (isUnknown()) {
            seen.write(0, out);
            return;
        }
        attributes.write(out);
        out.writeByte((chat ? 1 : 0)
                | (removed ? 2 : 0)
                | (backfill ? 4 : 0)
                | (contact != null ? 8 : 0)
                | counted << 4
                | (over ? OVER : 0));
        Status.CODES.write(status, out);
        Varint.writeSigned(lastEventAt, out);
        writeTime(since, out);
        writeTime(statusSince, out);
        Varint.writeUnsigned(replies, out);
        mood.write(out);
        if (contact != null) {
            contact.write(out);
            Texts.writeAll(contactDimensions, out);
        }
        sla.write(out);
        Texts.write(policyVersion, out);
        out.writeByte(ratings.size());
        for (Rating rating : ratings.values()) {
            rating.write(out);
        }
        levels.write(base(), out);
        past.write(out);
        seen.write(base(), out);
    }

    static CaseCore read(DataInput in) throws IOException {
        CaseCore core = new CaseCore();
        int unknown = in.readUnsignedByte();
        if (unknown != 0) {
            core.removed = (unknown & 2) != 0;
            core.over = (unknown & 4) != 0;
            core.seen = SeenIds.read(0, in);
            return core;
        }
        core.attributes = Attributes.read(in);
        int flags = in.readUnsignedByte();
        core.chat = (flags & 1) != 0;
        core.removed = (flags & 2) != 0;
        core.backfill = (flags & 4) != 0;
        core.counted = flags >> 4 & 7;
        core.over = (flags & OVER) != 0;
        core.status = Status.CODES.read(in);
        core.lastEventAt = Varint.readSigned(in);
        core.since = core.readTime(in);
        core.statusSince = core.readTime(in);
        core.replies = (int) Varint.readUnsigned(in);
        core.mood = Mood.read(in);
        if ((flags & 8) != 0) {
            core.contact = Contact.read(in);
            core.contactDimensions = List.copyOf(Texts.readAll(in));
        }
        core.sla = SlaState.read(in);
        core.policyVersion = TextPool.ofThread().read(in);
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            Rating rating = Rating.read(in);
            core.ratings.put(rating.kind(), rating);
        }
        core.levels = LevelLedger.read(core.base(), in);
        core.past = PastDimensions.read(in);
        core.seen = SeenIds.read(core.base(), in);
        return core;
    }

    /** 0 for none, else one more than how long it was before the last event, in zigzag. */
    private void writeTime(long time, DataOutput out) throws IOException {
        long before = lastEventAt - time;
        Varint.writeUnsigned(time == NOT_YET ? 0 : (before << 1 ^ before >> 63) + 1, out);
    }

    private long readTime(DataInput in) throws IOException {
        long read = Varint.readUnsigned(in) - 1;
        return read < 0 ? NOT_YET : lastEventAt - (read >>> 1 ^ -(read & 1));
    }

    /** What times are written as a difference to. */
    private long base() {
        return since == NOT_YET ? 0 : since;
    }
}
