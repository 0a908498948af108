package io.bellwether.customers;

import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one customer did lately over all cases and beside them, in a {@link CustomerPart} for each purpose.
 *
 * <p>All follows from the facts that are kept, each in its time: one that comes late is put in its place, and what it proves
 * wrong is taken back. Contacts, withdrawals and what bots began are kept for the lateness, anything else as long as its part
 * needs it; the ids of events of no case for the lateness, too. Of each purpose there is room for so many ({@link
 * CustomerPart#MOST}).
 */
final class CustomerFile extends Kept {

    // where the parts are, and their bits in state
    private static final int SOLVED = 0;
    private static final int RATINGS = 1;
    private static final int SESSIONS = 2;
    private static final int VISITS = 3;
    private static final int DAYS = 4;
    private static final int PARTS = 5;

    private static final int SEEN = 1 << PARTS;

    /** Null where there is nothing of it, as with most of most customers. */
    private final CustomerPart[] parts = new CustomerPart[PARTS];
    /** Contacts, withdrawals, what bots began and handed off: those that may be corrected, or are to be told of. */
    private List<CustomerFact> recent = List.of();
    /** The customer's events of no case that might come again in time; null for none. */
    private SeenIds seen;

    @Override
    long dueAt(CustomerFact fact) {
        return fact.time();
    }

    @Override
    boolean put(CustomerFact fact, CustomerRules rules) {
        return switch (fact.kind()) {
            case SOLVED -> put(SOLVED, fact, rules) & putDay(fact, rules);
            case ORDERED -> putDay(fact, rules);
            case RATED_WELL, RATED_BADLY -> put(RATINGS, fact, rules);
            case HELP_VIEWED, HELP_SOLVED -> put(VISITS, fact, rules);
            case BOT_CONTAINED, BOT_LEFT -> put(SESSIONS, fact, rules);
            case BOT_HANDED_OFF -> put(SESSIONS, fact, rules) & putRecent(fact);
            case CONTACT, COUNTED_CONTACT, WITHDRAWN, BOT_BEGAN -> putRecent(fact);
        };
    }

    private boolean putDay(CustomerFact fact, CustomerRules rules) {
        return rules.afterService().withinDays() == 0 || put(DAYS, fact, rules);
    }

    private boolean put(int part, CustomerFact fact, CustomerRules rules) {
        if (parts[part] == null) {
            parts[part] = switch (part) {
                case SOLVED -> new SolvedCases();
                case RATINGS -> new GivenRatings();
                case SESSIONS -> new BotSessions();
                case VISITS -> new HelpVisits();
                default -> new OrderDays(fact.customer(), rules.afterService().withinDays());
            };
        }
        boolean taken = parts[part].put(fact, rules);
        if (parts[part].isEmpty()) {
            parts[part] = null;
        }
        return taken;
    }

    private boolean putRecent(CustomerFact fact) {
        recent = recent.isEmpty() ? new ArrayList<>(1) : recent;
        if (fact.delta() < 0) {
            recent.remove(fact.by(1));
            return true;
        }
        return recent.size() < CustomerPart.MOST && recent.add(fact);
    }

    /**
     * Whether an event of no case was taken already; else it is known from now on.
     *
     * @param at when it comes, epoch ms: for so long after it is it known
     */
    boolean isKnown(ServiceEvent event, long at, long latenessMillis) {
        seen = seen == null ? new SeenIds() : seen;
        return !seen.add(event, at, latenessMillis);
    }

    @Override
    void tell(CustomerRules rules, Told told) {
        SolvedCases solved = (SolvedCases) parts[SOLVED];
        for (int i = 0; i < recent.size(); i++) {
            CustomerFact fact = recent.get(i);
            if (fact.kind() == Kind.CONTACT && told.has(fact.time())) {
                told.count(Measure.RESOLUTION_CONTACTS, fact.dimensions(), fact.time());
                if (solved != null && solved.isBackAboutAny(fact, recent)) {
                    told.count(Measure.RESOLUTION_REPEATS, fact.dimensions(), fact.time());
                }
            }
        }
        for (CustomerPart part : parts) {
            if (part != null) {
                part.tell(recent, rules, told);
            }
        }
    }

    /** Whether any of the customer's days are watched. */
    boolean watchesOrders() {
        return parts[DAYS] != null;
    }

    /** Whatever else is watched ends as it began: it is counted once, then. */
    @Override
    void judgeBy(CustomerRules rules, long time) {
        OrderDays days = (OrderDays) parts[DAYS];
        if (days != null) {
            days.within(rules.afterService().withinDays(), time);
            parts[DAYS] = days.isEmpty() ? null : days;
        }
    }

    @Override
    void settle(long until, CustomerRules rules) {
        for (int i = 0; i < PARTS; i++) {
            if (parts[i] != null) {
                parts[i].settleUntil(until, recent, rules);
                parts[i] = parts[i].isEmpty() ? null : parts[i];
            }
        }
        seen = seen != null && seen.lastAt() < until ? null : seen;
        for (int i = recent.size() - 1; i >= 0; i--) {
            if (recent.get(i).time() < until) {
                recent.remove(i);
            }
        }
    }

    @Override
    long nextWake(Wake wake, CustomerRules rules) {
        long next = seen == null ? NEVER : wake.letGo(seen.lastAt());
        for (int i = 0; i < recent.size(); i++) {
            next = Math.min(next, wake.at(recent.get(i).time()));
        }
        for (CustomerPart part : parts) {
            next = part == null ? next : Math.min(next, part.nextWake(wake, recent, rules));
        }
        return next;
    }

    /** The time of the latest fact. */
    @Override
    long endsAt() {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < recent.size(); i++) {
            last = Math.max(last, recent.get(i).time());
        }
        for (CustomerPart part : parts) {
            last = part == null ? last : Math.max(last, part.lastAt());
        }
        return last;
    }

    @Override
    boolean isNothing() {
        boolean nothing = recent.isEmpty() && seen == null;
        for (CustomerPart part : parts) {
            nothing &= part == null;
        }
        return nothing;
    }

    void write(DataOutput out) throws IOException {
        writeHead(out);
        CustomerFactCodec.INSTANCE.writeAll(recent, out);
        int present = seen == null ? 0 : SEEN;
        for (int i = 0; i < PARTS; i++) {
            present |= parts[i] == null ? 0 : 1 << i;
        }
        out.writeByte(present);
        if (seen != null) {
            seen.write(0, out);
        }
        for (CustomerPart part : parts) {
            if (part != null) {
                part.write(out);
            }
        }
    }

    static CustomerFile read(DataInput in, Versions stored) throws IOException {
        CustomerFile file = new CustomerFile();
        file.readHead(in);
        List<CustomerFact> recent = CustomerFactCodec.INSTANCE.readAll(in, stored);
        file.recent = recent.isEmpty() ? file.recent : recent;
        int present = in.readUnsignedByte();
        file.seen = (present & SEEN) == 0 ? null : SeenIds.read(0, in);
        for (int i = 0; i < PARTS; i++) {
            file.parts[i] = (present & 1 << i) == 0 ? null : readPart(i, in, stored);
        }
        return file;
    }

    private static CustomerPart readPart(int part, DataInput in, Versions stored) throws IOException {
        return switch (part) {
            case SOLVED -> SolvedCases.read(in, stored);
            case RATINGS -> GivenRatings.read(in, stored);
            case SESSIONS -> BotSessions.read(in, stored);
            case VISITS -> HelpVisits.read(in, stored);
            default -> OrderDays.read(in);
        };
    }
}
