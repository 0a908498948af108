package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The ended bot sessions of one customer: one that ended at e is contained strictly where it was contained and the customer
 * has no contact with people in (e, e + W]. A contact with people is a case that begins, or is opened again, without a bot,
 * and a bot's handoff. Mutable.
 */
final class BotSessions extends WatchedFacts<BotSessions.Session> {

    @Override
    long withinMillis(CustomerRules rules) {
        return rules.bots().withinMillis();
    }

    @Override
    Session watch(CustomerFact fact, long end) {
        return new Session(fact, end);
    }

    static BotSessions read(DataInput in, Versions stored) throws IOException {
        BotSessions read = new BotSessions();
        read.readAll(in, stored);
        return read;
    }

    /** A session that ended. */
    static final class Session extends Watched {
        private long peopleAt = CustomerPart.NEVER;

        Session(CustomerFact fact, long end) {
            super(fact, end);
        }

        @Override
        void tell(List<CustomerFact> recent, Told told) {
            told.count(Measure.BOT_JUDGED, fact.dimensions(), end);
            if (fact.kind() == Kind.BOT_CONTAINED && peopleAt(recent) > end) {
                told.count(Measure.BOT_CONTAINED_STRICTLY, fact.dimensions(), end);
            }
        }

        private long peopleAt(List<CustomerFact> recent) {
            long first = peopleAt;
            for (int i = 0; i < recent.size(); i++) {
                CustomerFact other = recent.get(i);
                if (other.time() > fact.time() && other.time() < first && isWithPeople(other, recent)) {
                    first = other.time();
                }
            }
            return first;
        }

        private static boolean isWithPeople(CustomerFact fact, List<CustomerFact> recent) {
            if (!fact.isContact()) {
                return fact.kind() == Kind.BOT_HANDED_OFF;
            }
            for (int i = 0; i < recent.size(); i++) {
                CustomerFact bot = recent.get(i);
                if (bot.kind() == Kind.BOT_BEGAN && bot.caseId() == fact.caseId() && bot.time() >= fact.time()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void settleUntil(long until, List<CustomerFact> recent) {
            peopleAt = CustomerPart.settled(peopleAt, peopleAt(recent), until);
        }

        @Override
        void writeKnown(DataOutput out) throws IOException {
            out.writeLong(peopleAt);
        }

        @Override
        void readKnown(DataInput in) throws IOException {
            peopleAt = in.readLong();
        }
    }
}
