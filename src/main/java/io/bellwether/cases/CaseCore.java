package io.bellwether.cases;

import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.quality.Mood;
import io.bellwether.quality.Rating;
import io.bellwether.queue.ChatTalk;
import io.bellwether.queue.Contact;
import io.bellwether.sla.Known;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.SlaState;
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

    /** Stands for a customer of whom nothing is known; no hash of an id is 0. */
    static final long NOBODY = 0;

    /** In the first byte that is written; then what is known of a case of which nothing else is. */
    static final int UNKNOWN = 1;

    private static final int UNKNOWN_REMOVED = 2;
    private static final int UNKNOWN_OVER = 4;
    /** In the first byte: the traits are a number of {@link SharedTraits}. */
    static final int SHARED = 8;

    private static final int OTHER_POLICIES = 16;
    private static final int RATINGS = 32;
    private static final int PAST = 64;
    /** Bits of a case of which more is known than those that say so of one of which nothing is. */
    private static final int COURSE = 2;

    private static final int ASKED = 4;
    /** What of {@link #counted} any case may have; the rest is written with the course. */
    private static final int OF_ANY_BITS = 3;

    private static final int OF_ANY = (1 << OF_ANY_BITS) - 1;
    private static final int TALK = 128;
    private static final int OVER = 0x80;

    Attributes attributes = Attributes.UNKNOWN;
    boolean chat;
    /** Null until an event tells: the job may have started in the middle of the case's life. */
    Status status;
    /** When it was created, or first heard of. */
    long since = NOT_YET;
    /** When its present status began; of what is over, when that was told last. */
    long statusSince = NOT_YET;
    /** When that happened: earlier where it came too late to be put there. */
    long statusHappenedAt = NOT_YET;
    /** What was counted when it became solved or closed at {@link #statusSince}: {@link CaseBits}. */
    int counted;
    /** How it went so far: {@link CaseBits}. */
    int course;
    /** {@link io.bellwether.event.IdHash} of its customer and their system. */
    long customer = NOBODY;
    /** The agent for whom its last solving was counted. Not written: no instant is folded in two goes. */
    String solver;
    /** When it was solved for the first time. */
    long firstSolvedAt = NOT_YET;
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

    /** The stay before the contact; null where no agent had one. {@link CaseBits#SERVED} says whether there is one. */
    ServedStay served;

    /** What of its messages is to be known; null where none is. */
    ChatTalk talk;

    SlaState sla;
    /** {@link PolicyBook#id} of the book that was in force when something last happened to it; 0 for none. */
    int policies;

    /** Most cases have none. */
    private Map<SurveyKind, Rating> ratings = Map.of();

    SurveysAsked asked = SurveysAsked.NONE;

    LevelLedger levels;
    PastDimensions past = new PastDimensions();
    SeenIds seen;

    /** Of a case of which nothing is known. */
    CaseCore() {
        this(new SlaState(), new LevelLedger(), new SeenIds());
    }

    private CaseCore(SlaState sla, LevelLedger levels, SeenIds seen) {
        this.sla = sla;
        this.levels = levels;
        this.seen = seen;
    }

    /** Takes a rating; the one before of its kind, or null. */
    Rating rated(Rating rating) {
        if (ratings.isEmpty()) {
            ratings = new EnumMap<>(SurveyKind.class);
        }
        return ratings.put(rating.kind(), rating);
    }

    /** Its present status, or the end that was told again, begins with that event. */
    void statusSince(ServiceEvent event) {
        statusSince = event.time();
        statusHappenedAt = event.happenedAt();
    }

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

    /** Writes all of it, for whom it may concern. */
    void write(DataOutput out) throws IOException {
        write(SharedTraits.NONE, out);
    }

    /** Writes it for this process. */
    void pack(DataOutput out) throws IOException {
        write(isUnknown() ? SharedTraits.NONE : SharedTraits.OF_PROCESS.code(attributes.traits()), out);
    }

    private void write(int code, DataOutput out) throws IOException {
        if (isUnknown()) {
            out.writeByte(UNKNOWN | (removed ? UNKNOWN_REMOVED : 0) | (over ? UNKNOWN_OVER : 0));
            seen.write(0, out);
            return;
        }
        out.writeByte((code == SharedTraits.NONE ? 0 : SHARED)
                | (policies == sla.book() ? 0 : OTHER_POLICIES)
                | (ratings.isEmpty() ? 0 : RATINGS)
                | (past.isEmpty() ? 0 : PAST)
                | (hasCourse() ? COURSE : 0)
                | (asked.isNone() ? 0 : ASKED)
                | (talk == null ? 0 : TALK));
        if (code == SharedTraits.NONE) {
            attributes.traits().write(out);
        } else {
            Varint.writeUnsigned(code, out);
        }
        attributes.writeAgent(out);
        writeCourse(out);
        if (policies != sla.book()) {
            out.writeInt(policies);
        }
        if (!ratings.isEmpty()) {
            out.writeByte(ratings.size());
            for (Rating rating : ratings.values()) {
                rating.write(out);
            }
        }
        if (hasCourse()) {
            Varint.writeUnsigned(counted >> OF_ANY_BITS, out);
            Varint.writeUnsigned(course | (statusWasPut() ? CaseBits.STATUS_PUT : 0), out);
            writeTime(firstSolvedAt, out);
            out.writeLong(customer);
            if (served != null) {
                served.write(lastEventAt, out);
            }
            if (statusWasPut()) {
                writeTime(statusHappenedAt, out);
            }
        }
        if (!asked.isNone()) {
            asked.write(base(), out);
        }
        if (talk != null) {
            talk.write(lastEventAt, out);
        }
        levels.write(base(), out);
        if (!past.isEmpty()) {
            past.write(out);
        }
        seen.write(base(), out);
    }

    private boolean hasCourse() {
        return customer != NOBODY || course != 0 || firstSolvedAt != NOT_YET || counted > OF_ANY || statusWasPut();
    }

    /** Until when what is new about it happened before its end. */
    long overUntil() {
        return statusWasPut() && status.isDone() ? statusHappenedAt : seen.lastAt();
    }

    private boolean statusWasPut() {
        return statusHappenedAt != statusSince;
    }

    private void writeCourse(DataOutput out) throws IOException {
        out.writeByte((chat ? 1 : 0)
                | (removed ? 2 : 0)
                | (backfill ? 4 : 0)
                | (contact != null ? 8 : 0)
                | (counted & OF_ANY) << 4
                | (over ? OVER : 0));
        Status.CODES.write(status, out);
        Varint.writeSigned(lastEventAt, out);
        writeTime(since, out);
        writeTime(statusSince, out);
        Varint.writeUnsigned(replies, out);
        mood.write(lastEventAt, out);
        if (contact != null) {
            contact.write(lastEventAt, out);
            Texts.writeAll(contactDimensions, out);
        }
        sla.write(known(), out);
    }

    static CaseCore read(DataInput in) throws IOException {
        int head = in.readUnsignedByte();
        if ((head & UNKNOWN) != 0) {
            CaseCore unknown = new CaseCore(new SlaState(), new LevelLedger(), SeenIds.read(0, in));
            unknown.removed = (head & UNKNOWN_REMOVED) != 0;
            unknown.over = (head & UNKNOWN_OVER) != 0;
            return unknown;
        }
        // done for many events: nothing is made that what is read takes the place of
        CaseCore core = new CaseCore(null, null, null);
        Traits traits =
                (head & SHARED) == 0 ? Traits.read(in) : SharedTraits.OF_PROCESS.of((int) Varint.readUnsigned(in));
        core.attributes = Attributes.read(traits, in);
        core.readCourse(in);
        core.policies = (head & OTHER_POLICIES) == 0 ? core.sla.book() : in.readInt();
        for (int i = (head & RATINGS) == 0 ? 0 : in.readUnsignedByte(); i > 0; i--) {
            core.rated(Rating.read(in));
        }
        if ((head & COURSE) != 0) {
            core.counted |= (int) Varint.readUnsigned(in) << OF_ANY_BITS;
            core.course = (int) Varint.readUnsigned(in);
            core.firstSolvedAt = core.readTime(in);
            core.customer = in.readLong();
            core.served = CaseBits.has(core, CaseBits.SERVED) ? ServedStay.read(core.lastEventAt, in) : null;
            if (CaseBits.has(core, CaseBits.STATUS_PUT)) {
                core.statusHappenedAt = core.readTime(in);
                CaseBits.note(core, CaseBits.STATUS_PUT, false);
            }
        }
        core.asked = (head & ASKED) == 0 ? core.asked : SurveysAsked.read(core.base(), in);
        core.talk = (head & TALK) == 0 ? null : ChatTalk.read(core.lastEventAt, in);
        core.levels = LevelLedger.read(core.base(), in);
        core.past = (head & PAST) == 0 ? core.past : PastDimensions.read(in);
        core.seen = SeenIds.read(core.base(), in);
        return core;
    }

    private void readCourse(DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        chat = (flags & 1) != 0;
        removed = (flags & 2) != 0;
        backfill = (flags & 4) != 0;
        counted = flags >> 4 & 7;
        over = (flags & OVER) != 0;
        status = Status.CODES.read(in);
        lastEventAt = Varint.readSigned(in);
        since = readTime(in);
        statusSince = readTime(in);
        statusHappenedAt = statusSince;
        replies = (int) Varint.readUnsigned(in);
        mood = Mood.read(lastEventAt, in);
        if ((flags & 8) != 0) {
            contact = Contact.read(lastEventAt, in);
            contactDimensions = List.copyOf(Texts.readAll(in));
        }
        sla = SlaState.read(known(), in);
    }

    /** What is read before the clocks. */
    private Known known() {
        return new Known(base(), status, attributes.queue(), attributes.agent());
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
