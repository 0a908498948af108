package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The ended bot sessions of one customer: one that ended at e is contained strictly where it was contained and the customer
 * has no contact with people in (e, e + W]. A contact with people is a case that begins, or is opened again, without a bot,
 * and a bot's handoff. Mutable.
 */
final class BotSessions extends CustomerPart {

    private static final class Session {
        final CustomerFact fact;
        /** When its time is over; kept, since the next start may have other rules. */
        final long end;
        /** As far as it is known from facts that are not kept any more. */
        long peopleAt = NEVER;

        Session(CustomerFact fact, long end) {
            this.fact = fact;
            this.end = end;
        }
    }

    private final List<Session> sessions = new ArrayList<>(1);

    @Override
    void put(CustomerFact fact, CustomerRules rules) {
        if (fact.delta() > 0) {
            sessions.add(new Session(fact, fact.time() + rules.bots().withinMillis()));
            return;
        }
        CustomerFact one = fact.by(1);
        for (int i = sessions.size() - 1; i >= 0; i--) {
            if (sessions.get(i).fact.equals(one)) {
                sessions.remove(i);
                return;
            }
        }
    }

    @Override
    void tell(List<CustomerFact> recent, CustomerRules rules, Told told) {
        for (Session one : sessions) {
            told.count(Measure.BOT_JUDGED, one.fact.dimensions(), one.end);
            if (one.fact.kind() == Kind.BOT_CONTAINED && peopleAt(one, recent) > one.end) {
                told.count(Measure.BOT_CONTAINED_STRICTLY, one.fact.dimensions(), one.end);
            }
        }
    }

    private static long peopleAt(Session one, List<CustomerFact> recent) {
        long first = one.peopleAt;
        for (CustomerFact fact : recent) {
            if (fact.time() > one.fact.time() && fact.time() < first && isWithPeople(fact, recent)) {
                first = fact.time();
            }
        }
        return first;
    }

    private static boolean isWithPeople(CustomerFact fact, List<CustomerFact> recent) {
        if (fact.kind() != Kind.CONTACT) {
            return fact.kind() == Kind.BOT_HANDED_OFF;
        }
        for (CustomerFact bot : recent) {
            if (bot.kind() == Kind.BOT_BEGAN && bot.caseId() == fact.caseId() && bot.time() >= fact.time()) {
                return false;
            }
        }
        return true;
    }

    @Override
    void settleUntil(long until, List<CustomerFact> recent, CustomerRules rules) {
        for (Session one : sessions) {
            long peopleAt = peopleAt(one, recent);
            one.peopleAt = peopleAt < until ? peopleAt : one.peopleAt;
        }
        sessions.removeIf(one -> one.end < until);
    }

    @Override
    long nextWake(Wake wake, List<CustomerFact> recent, CustomerRules rules) {
        long next = NEVER;
        for (Session one : sessions) {
            next = Math.min(next, wake.at(one.end));
        }
        return next;
    }

    @Override
    boolean isEmpty() {
        return sessions.isEmpty();
    }

    @Override
    long lastAt() {
        return sessions.stream().mapToLong(one -> one.fact.time()).max().orElse(Long.MIN_VALUE);
    }

    @Override
    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(sessions.size(), out);
        for (Session one : sessions) {
            CustomerFactCodec.INSTANCE.write(one.fact, out);
            out.writeLong(one.end);
            out.writeLong(one.peopleAt);
        }
    }

    static BotSessions read(DataInput in, Versions stored) throws IOException {
        BotSessions read = new BotSessions();
        for (int i = Texts.readCount(in); i > 0; i--) {
            Session one = new Session(CustomerFactCodec.INSTANCE.read(in, stored), in.readLong());
            one.peopleAt = in.readLong();
            read.sessions.add(one);
        }
        return read;
    }
}
