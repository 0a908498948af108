package io.bellwether.customers;

import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One day of {@link OrderDays}, under one set of dimensions: either what was solved on it or that something was ordered. Two
 * of one day know nothing of each other. Mutable.
 */
final class OrderDay {

    static final long MILLIS = 86_400_000;
    /** A day that no event has. */
    static final long FAR = CustomerPart.NEVER / MILLIS / 2;

    /** Of a day's cases so many are known one by one; the day is watched as long as one of these stands. */
    private static final int MOST_CASES = 16;

    final boolean order;
    /** Counted from the epoch in days of the customer's own. */
    final long day;

    final List<String> dimensions;
    /** Those that were solved; of orders nobody counts them. */
    private final List<Served> cases = new ArrayList<>(1);

    /** Of orders: when the first was placed. */
    long at = CustomerPart.NEVER;
    /** Of orders: whether the customer was served in the days before, as far as that is not kept any more. */
    boolean afterService;
    /** Of orders: on which day a case began after it, as far as that is not kept any more. */
    long caseDay = FAR;

    OrderDay(boolean order, long day, List<String> dimensions) {
        this.order = order;
        this.day = day;
        this.dimensions = dimensions;
    }

    /** A case that was solved. */
    private static final class Served {
        final long id;
        /** As far as it is known from facts that are not kept any more. */
        long withdrawnAt = CustomerPart.NEVER;

        Served(long id) {
            this.id = id;
        }

        long withdrawnAt(List<CustomerFact> recent) {
            long first = withdrawnAt;
            for (int i = 0; i < recent.size(); i++) {
                CustomerFact fact = recent.get(i);
                if (fact.kind() == Kind.WITHDRAWN && fact.caseId() == id) {
                    first = Math.min(first, fact.time());
                }
            }
            return first;
        }
    }

    /** A case was solved on it; past so many it says nothing new. */
    void add(long caseId) {
        if (cases.size() < MOST_CASES) {
            cases.add(new Served(caseId));
        }
    }

    /** A solving is taken back; whether none is left then. */
    boolean remove(long caseId) {
        for (int i = cases.size() - 1; i >= 0; i--) {
            if (cases.get(i).id == caseId) {
                cases.remove(i);
                break;
            }
        }
        return cases.isEmpty();
    }

    /** When the last of its cases was merged or deleted; {@link CustomerPart#NEVER} as long as one of them stands. */
    long withdrawnAt(List<CustomerFact> recent) {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < cases.size(); i++) {
            last = Math.max(last, cases.get(i).withdrawnAt(recent));
        }
        return last;
    }

    /** The facts before that time are let go of: what they say of its cases is kept. */
    void settleCases(long until, List<CustomerFact> recent) {
        for (int i = 0; i < cases.size(); i++) {
            Served one = cases.get(i);
            one.withdrawnAt = CustomerPart.settled(one.withdrawnAt, one.withdrawnAt(recent), until);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeByte((order ? 1 : 0) | (afterService ? 2 : 0) | (caseDay == FAR ? 0 : 4));
        Varint.writeSigned(day, out);
        Texts.writeAll(dimensions, out);
        if (order) {
            out.writeLong(at);
        } else {
            Varint.writeUnsigned(cases.size(), out);
            for (Served served : cases) {
                out.writeLong(served.id);
                out.writeBoolean(served.withdrawnAt != CustomerPart.NEVER);
                if (served.withdrawnAt != CustomerPart.NEVER) {
                    out.writeLong(served.withdrawnAt);
                }
            }
        }
        if (caseDay != FAR) {
            Varint.writeSigned(caseDay, out);
        }
    }

    static OrderDay read(DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        long day = Varint.readSigned(in);
        OrderDay one = new OrderDay((flags & 1) != 0, day, TextPool.ofThread().readAll(in));
        one.afterService = (flags & 2) != 0;
        if (one.order) {
            one.at = in.readLong();
        } else {
            for (int k = Texts.readCount(in); k > 0; k--) {
                Served served = new Served(in.readLong());
                served.withdrawnAt = in.readBoolean() ? in.readLong() : CustomerPart.NEVER;
                one.cases.add(served);
            }
        }
        one.caseDay = (flags & 4) == 0 ? FAR : Varint.readSigned(in);
        return one;
    }
}
