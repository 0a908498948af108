package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * On which of the last days a customer was served and placed orders: days as counts, not events. A day is 24 hours and begins
 * at a moment of the customer's own, so that not all customers' days end at once.
 *
 * <p>Watched is each day d on which a case of the customer was solved, and each with an order where none was solved on it nor
 * on the N days before; once for all dimensions that it happened under. From the end of d it is watched whether an order
 * follows on one of the next N days, each at its end. Of solved cases that is so until the last of them is merged or deleted,
 * of an order until the end of the day on which a case begins or is solved: who has none is no example any more. Mutable.
 */
final class OrderDays extends CustomerPart {

    private static final List<String> SERVED = List.of("served");
    private static final List<String> OTHERS = List.of("others");

    private final List<OrderDay> days = new ArrayList<>(1);
    /** For how long each is watched, in days. */
    private int within;
    /** How far the customer's days begin before those of UTC. */
    private final long offset;

    OrderDays(long customer, int within) {
        this.within = within;
        this.offset = Math.floorMod(customer, OrderDay.MILLIS);
    }

    private long day(long time) {
        return Math.floorDiv(time + offset, OrderDay.MILLIS);
    }

    private long end(long day) {
        return (day + 1) * OrderDay.MILLIS - offset;
    }

    /** Takes the solving of a case, or an order. */
    @Override
    boolean put(CustomerFact fact, CustomerRules rules) {
        OrderDay one = on(fact.kind() == Kind.ORDERED, day(fact.time()), fact.dimensions());
        if (one == null) {
            return fact.delta() < 0;
        }
        if (one.order) {
            one.at = Math.min(one.at, fact.time());
        } else if (fact.delta() > 0) {
            one.add(fact.caseId());
        } else if (one.remove(fact.caseId())) {
            days.remove(one);
        }
        return true;
    }

    /** The one that is meant; null where there is no room for another. */
    private OrderDay on(boolean order, long day, List<String> dimensions) {
        for (int i = 0; i < days.size(); i++) {
            OrderDay one = days.get(i);
            if (one.order == order && one.day == day && one.dimensions.equals(dimensions)) {
                return one;
            }
        }
        if (days.size() == MOST) {
            return null;
        }
        OrderDay one = new OrderDay(order, day, dimensions);
        days.add(one);
        return one;
    }

    @Override
    void tell(List<CustomerFact> recent, CustomerRules rules, Told told) {
        for (int i = 0; i < days.size(); i++) {
            OrderDay one = days.get(i);
            if (!one.order) {
                tell(one, SERVED, one.withdrawnAt(recent), told);
            } else if (!one.afterService && !isServed(one.day - within, one.day)) {
                long caseDay = caseDay(one, recent);
                if (caseDay > one.day) {
                    tell(one, OTHERS, end(caseDay), told);
                }
            }
        }
    }

    /** @param goneAt until when it is watched at most, exclusive */
    private void tell(OrderDay one, List<String> who, long goneAt, Told told) {
        long over = end(one.day + within);
        long stop = Math.min(over, goneAt);
        long boughtAt = end(firstOrder(one.day));
        told.level(Measure.AFTER_PENDING, one.dimensions, who, end(one.day), Math.min(boughtAt, stop));
        told.level(Measure.AFTER_BOUGHT, one.dimensions, who, Math.min(boughtAt, stop), stop);
        if (goneAt > over) {
            boolean bought = boughtAt <= over;
            told.count(bought ? Measure.AFTER_BOUGHT_AGAIN : Measure.AFTER_NOT_AGAIN, one.dimensions, who, over);
        }
    }

    private boolean isServed(long from, long to) {
        for (int i = 0; i < days.size(); i++) {
            OrderDay one = days.get(i);
            if (!one.order && one.day >= from && one.day <= to) {
                return true;
            }
        }
        return false;
    }

    /** The first day with an order after one, a day far off where there is none. */
    private long firstOrder(long after) {
        long first = OrderDay.FAR;
        for (int i = 0; i < days.size(); i++) {
            OrderDay one = days.get(i);
            first = one.order && one.day > after ? Math.min(first, one.day) : first;
        }
        return first;
    }

    /** The first day on which a case began after an order, or was solved after its day; a day far off where there is none. */
    private long caseDay(OrderDay order, List<CustomerFact> recent) {
        long first = order.caseDay;
        for (int i = 0; i < days.size(); i++) {
            OrderDay one = days.get(i);
            first = !one.order && one.day > order.day ? Math.min(first, one.day) : first;
        }
        for (int i = 0; i < recent.size(); i++) {
            CustomerFact fact = recent.get(i);
            boolean after = fact.isContact() && fact.time() > order.at;
            first = after ? Math.min(first, day(fact.time())) : first;
        }
        return first;
    }

    @Override
    void settleUntil(long until, List<CustomerFact> recent, CustomerRules rules) {
        for (int i = 0; i < days.size(); i++) {
            OrderDay one = days.get(i);
            for (int k = 0; k < recent.size() && one.order; k++) {
                CustomerFact fact = recent.get(k);
                if (fact.isContact() && fact.time() > one.at && fact.time() < until) {
                    one.caseDay = Math.min(one.caseDay, day(fact.time()));
                }
            }
        }
        for (int i = 0; i < days.size(); i++) {
            days.get(i).settleCases(until, recent);
        }
        for (int i = days.size() - 1; i >= 0; i--) {
            if (end(days.get(i).day + within) < until) {
                remove(i);
            }
        }
    }

    /**
     * Watches for another number of days from that time on. What has been counted, or would have been by the other number, is
     * not watched any more.
     *
     * @param other 0 for not at all
     */
    void within(int other, long time) {
        int before = within;
        within = other;
        for (int i = days.size() - 1; i >= 0; i--) {
            long day = days.get(i).day;
            if (end(day + before) <= time || other == 0 || end(day + other) <= time) {
                remove(i);
            }
        }
    }

    private void remove(int index) {
        OrderDay old = days.remove(index);
        for (int k = 0; k < days.size() && !old.order; k++) {
            OrderDay later = days.get(k);
            later.afterService |= later.day >= old.day && later.day <= old.day + within;
        }
    }

    @Override
    long nextWake(Wake wake, List<CustomerFact> recent, CustomerRules rules) {
        long next = NEVER;
        for (int i = 0; i < days.size(); i++) {
            OrderDay one = days.get(i);
            next = Math.min(next, wake.at(end(one.day + within)));
            next = wake.isAhead(end(one.day)) ? Math.min(next, end(one.day)) : next;
            next = wake.isAhead(end(one.caseDay)) ? Math.min(next, end(one.caseDay)) : next;
        }
        for (int i = 0; i < recent.size(); i++) {
            long end = end(day(recent.get(i).time()));
            next = wake.isAhead(end) ? Math.min(next, end) : next;
        }
        return next;
    }

    @Override
    boolean isEmpty() {
        return days.isEmpty();
    }

    /** The beginning of the last day of which anything is known. */
    @Override
    long lastAt() {
        long last = Long.MIN_VALUE;
        for (OrderDay one : days) {
            last = Math.max(last, end(one.day) - OrderDay.MILLIS);
        }
        return last;
    }

    @Override
    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(within, out);
        Varint.writeUnsigned(offset, out);
        Varint.writeUnsigned(days.size(), out);
        for (OrderDay one : days) {
            one.write(out);
        }
    }

    static OrderDays read(DataInput in) throws IOException {
        int within = (int) Varint.readUnsigned(in);
        OrderDays read = new OrderDays(Varint.readUnsigned(in), within);
        for (int i = Texts.readCount(in); i > 0; i--) {
            read.days.add(OrderDay.read(in));
        }
        return read;
    }
}
