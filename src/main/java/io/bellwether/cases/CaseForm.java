package io.bellwether.cases;

import io.bellwether.event.SeenIds;
import io.bellwether.event.Status;
import io.bellwether.quality.Mood;
import io.bellwether.quality.Rating;
import io.bellwether.queue.ChatTalk;
import io.bellwether.queue.Contact;
import io.bellwether.sla.Known;
import io.bellwether.sla.SlaState;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The bytes of a {@link CaseCore}, at rest and in a snapshot. The first says what is there at all, so that what most cases do
 * not have takes none. Times are differences to the case's last event or its beginning, and its clocks leave out what the
 * case says already: those are written before whatever needs them when it is read.
 */
final class CaseForm {

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
    /** What of {@link CaseCore#counted} any case may have; the rest is written with the course. */
    private static final int OF_ANY_BITS = 3;

    private static final int OF_ANY = (1 << OF_ANY_BITS) - 1;
    private static final int TALK = 128;
    private static final int OVER = 0x80;

    private CaseForm() {}

    /** @param code of its traits in {@link SharedTraits}; {@link SharedTraits#NONE} where they are written in full */
    static void write(CaseCore core, int code, DataOutput out) throws IOException {
        if (core.isUnknown()) {
            out.writeByte(UNKNOWN | (core.removed ? UNKNOWN_REMOVED : 0) | (core.over ? UNKNOWN_OVER : 0));
            core.seen.write(0, out);
            return;
        }
        out.writeByte((code == SharedTraits.NONE ? 0 : SHARED)
                | (core.policies == core.sla.book() ? 0 : OTHER_POLICIES)
                | (core.ratings.isEmpty() ? 0 : RATINGS)
                | (core.past.isEmpty() ? 0 : PAST)
                | (hasCourse(core) ? COURSE : 0)
                | (core.asked.isNone() ? 0 : ASKED)
                | (core.talk == null ? 0 : TALK));
        if (code == SharedTraits.NONE) {
            core.attributes.traits().write(out);
        } else {
            Varint.writeUnsigned(code, out);
        }
        core.attributes.writeAgent(out);
        writeCourse(core, out);
        if (core.policies != core.sla.book()) {
            out.writeInt(core.policies);
        }
        if (!core.ratings.isEmpty()) {
            out.writeByte(core.ratings.size());
            for (Rating rating : core.ratings.values()) {
                rating.write(out);
            }
        }
        if (hasCourse(core)) {
            Varint.writeUnsigned(core.counted >> OF_ANY_BITS, out);
            int ends = core.ends.isNone() ? 0 : CaseBits.ENDS;
            Varint.writeUnsigned(core.course | ends | (core.statusWasPut() ? CaseBits.STATUS_PUT : 0), out);
            writeTime(core, core.firstSolvedAt, out);
            out.writeLong(core.customer);
            if (core.served != null) {
                core.served.write(core.lastEventAt, out);
            }
            if (core.statusWasPut()) {
                writeTime(core, core.statusHappenedAt, out);
            }
            if (ends != 0) {
                core.ends.write(core.lastEventAt, out);
            }
        }
        if (!core.asked.isNone()) {
            core.asked.write(base(core), out);
        }
        if (core.talk != null) {
            core.talk.write(core.lastEventAt, out);
        }
        core.levels.write(base(core), out);
        if (!core.past.isEmpty()) {
            core.past.write(out);
        }
        core.seen.write(base(core), out);
    }

    private static boolean hasCourse(CaseCore core) {
        return core.customer != CaseCore.NOBODY
                || core.course != 0
                || core.firstSolvedAt != CaseCore.NOT_YET
                || core.counted > OF_ANY
                || core.statusWasPut()
                || !core.ends.isNone();
    }

    private static void writeCourse(CaseCore core, DataOutput out) throws IOException {
        out.writeByte((core.chat ? 1 : 0)
                | (core.removed ? 2 : 0)
                | (core.backfill ? 4 : 0)
                | (core.contact != null ? 8 : 0)
                | (core.counted & OF_ANY) << 4
                | (core.over ? OVER : 0));
        Status.CODES.write(core.status, out);
        Varint.writeSigned(core.lastEventAt, out);
        writeTime(core, core.since, out);
        writeTime(core, core.statusSince, out);
        Varint.writeUnsigned(core.replies, out);
        core.mood.write(core.lastEventAt, out);
        if (core.contact != null) {
            core.contact.write(core.lastEventAt, out);
            Texts.writeAll(core.contactDimensions, out);
        }
        core.sla.write(known(core), out);
    }

    /** The case that was written, whichever way. */
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
        readCourse(core, in);
        core.policies = (head & OTHER_POLICIES) == 0 ? core.sla.book() : in.readInt();
        for (int i = (head & RATINGS) == 0 ? 0 : in.readUnsignedByte(); i > 0; i--) {
            core.rated(Rating.read(in));
        }
        if ((head & COURSE) != 0) {
            core.counted |= (int) Varint.readUnsigned(in) << OF_ANY_BITS;
            core.course = (int) Varint.readUnsigned(in);
            core.firstSolvedAt = readTime(core, in);
            core.customer = in.readLong();
            core.served = CaseBits.has(core, CaseBits.SERVED) ? ServedStay.read(core.lastEventAt, in) : null;
            if (CaseBits.has(core, CaseBits.STATUS_PUT)) {
                core.statusHappenedAt = readTime(core, in);
                CaseBits.note(core, CaseBits.STATUS_PUT, false);
            }
            if (CaseBits.has(core, CaseBits.ENDS)) {
                core.ends = EpisodeEnds.read(core.lastEventAt, in);
                CaseBits.note(core, CaseBits.ENDS, false);
            }
        }
        core.asked = (head & ASKED) == 0 ? core.asked : SurveysAsked.read(base(core), in);
        core.talk = (head & TALK) == 0 ? null : ChatTalk.read(core.lastEventAt, in);
        core.levels = LevelLedger.read(base(core), in);
        core.past = (head & PAST) == 0 ? core.past : PastDimensions.read(in);
        core.seen = SeenIds.read(base(core), in);
        return core;
    }

    private static void readCourse(CaseCore core, DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        core.chat = (flags & 1) != 0;
        core.removed = (flags & 2) != 0;
        core.backfill = (flags & 4) != 0;
        core.counted = flags >> 4 & 7;
        core.over = (flags & OVER) != 0;
        core.status = Status.CODES.read(in);
        core.lastEventAt = Varint.readSigned(in);
        core.since = readTime(core, in);
        core.statusSince = readTime(core, in);
        core.statusHappenedAt = core.statusSince;
        core.replies = (int) Varint.readUnsigned(in);
        core.mood = Mood.read(core.lastEventAt, in);
        if ((flags & 8) != 0) {
            core.contact = Contact.read(core.lastEventAt, in);
            core.contactDimensions = List.copyOf(Texts.readAll(in));
        }
        core.sla = SlaState.read(known(core), in);
    }

    /** What is read before the clocks. */
    private static Known known(CaseCore core) {
        return new Known(base(core), core.status, core.attributes.queue(), core.attributes.agent());
    }

    /** 0 for none, else one more than how long it was before the last event, in zigzag. */
    private static void writeTime(CaseCore core, long time, DataOutput out) throws IOException {
        long before = core.lastEventAt - time;
        Varint.writeUnsigned(time == CaseCore.NOT_YET ? 0 : (before << 1 ^ before >> 63) + 1, out);
    }

    private static long readTime(CaseCore core, DataInput in) throws IOException {
        long read = Varint.readUnsigned(in) - 1;
        return read < 0 ? CaseCore.NOT_YET : core.lastEventAt - (read >>> 1 ^ -(read & 1));
    }

    /** What times are written as a difference to. */
    private static long base(CaseCore core) {
        return core.since == CaseCore.NOT_YET ? 0 : core.since;
    }
}
