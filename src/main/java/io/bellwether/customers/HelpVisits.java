package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The visits of one customer to the self-service help. One begins with what is viewed, or said to have helped, when none goes
 * on, and goes on for W from then: it is deflected where the customer begins no case in (v, v + W]. Views are kept for the
 * lateness, then only the visits that they make. Mutable.
 */
final class HelpVisits extends CustomerPart {

    /** Of views of the same instant it must not matter which came first. */
    private static final Comparator<CustomerFact> VIEW_ORDER = Comparator.comparingLong(CustomerFact::time)
            .thenComparing(view -> String.join("\n", view.dimensions()))
            .thenComparing(CustomerFact::kind);

    private static final class Visit {
        final List<String> dimensions;
        final long start;
        /** When its time is over; kept, since the next start may have other rules. */
        final long end;

        boolean helped;
        /** As far as it is known from facts that are not kept any more. */
        long contactAt = NEVER;

        Visit(List<String> dimensions, long start, long end) {
            this.dimensions = dimensions;
            this.start = start;
            this.end = end;
        }

        Visit copy() {
            Visit copy = new Visit(dimensions, start, end);
            copy.helped = helped;
            copy.contactAt = contactAt;
            return copy;
        }
    }

    /** In order of time, of views that are not kept any more. */
    private List<Visit> settled = new ArrayList<>(1);
    /** In their order. */
    private final List<CustomerFact> views = new ArrayList<>(1);

    /** Takes a view; one that is there again says nothing new, and none is ever taken back. */
    @Override
    boolean put(CustomerFact view, CustomerRules rules) {
        if (views.contains(view)) {
            return true;
        }
        if (views.size() == MOST) {
            return false;
        }
        views.add(view);
        views.sort(VIEW_ORDER);
        return true;
    }

    private List<Visit> visits(long until, CustomerRules rules) {
        List<Visit> visits = new ArrayList<>(settled.size() + views.size());
        settled.forEach(visit -> visits.add(visit.copy()));
        for (CustomerFact view : views) {
            if (view.time() >= until) {
                break;
            }
            Visit last = visits.isEmpty() ? null : visits.get(visits.size() - 1);
            if (last == null || view.time() > last.end) {
                last = new Visit(
                        view.dimensions(),
                        view.time(),
                        view.time() + rules.selfService().withinMillis());
                visits.add(last);
            }
            last.helped |= view.kind() == Kind.HELP_SOLVED;
        }
        return visits;
    }

    @Override
    void tell(List<CustomerFact> recent, CustomerRules rules, Told told) {
        for (Visit visit : visits(NEVER, rules)) {
            told.count(Measure.HELP_VISITS, visit.dimensions, visit.start);
            if (contactAt(visit, recent) <= visit.end) {
                told.count(Measure.HELP_CONTACTED, visit.dimensions, visit.end);
            } else {
                told.count(Measure.HELP_DEFLECTED, visit.dimensions, visit.end);
                if (visit.helped) {
                    told.count(Measure.HELP_CONFIRMED, visit.dimensions, visit.end);
                }
            }
        }
    }

    private static long contactAt(Visit visit, List<CustomerFact> recent) {
        long first = visit.contactAt;
        for (CustomerFact fact : recent) {
            if (fact.isContact() && fact.time() > visit.start && fact.time() < first) {
                first = fact.time();
            }
        }
        return first;
    }

    @Override
    void settleUntil(long until, List<CustomerFact> recent, CustomerRules rules) {
        settled = visits(until, rules);
        views.removeIf(view -> view.time() < until);
        for (Visit visit : settled) {
            visit.contactAt = settled(visit.contactAt, contactAt(visit, recent), until);
        }
        settled.removeIf(visit -> visit.end < until);
    }

    @Override
    long nextWake(Wake wake, List<CustomerFact> recent, CustomerRules rules) {
        long next = views.isEmpty() ? NEVER : wake.letGo(views.get(0).time());
        for (Visit visit : visits(NEVER, rules)) {
            next = Math.min(next, wake.isAhead(visit.start) ? visit.start : wake.at(visit.end));
        }
        return next;
    }

    @Override
    boolean isEmpty() {
        return settled.isEmpty() && views.isEmpty();
    }

    @Override
    long lastAt() {
        long last = settled.isEmpty() ? Long.MIN_VALUE : settled.get(settled.size() - 1).start;
        return views.isEmpty() ? last : views.get(views.size() - 1).time();
    }

    @Override
    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(settled.size(), out);
        for (Visit visit : settled) {
            Texts.writeAll(visit.dimensions, out);
            out.writeLong(visit.start);
            out.writeLong(visit.end);
            out.writeBoolean(visit.helped);
            out.writeLong(visit.contactAt);
        }
        CustomerFactCodec.INSTANCE.writeAll(views, out);
    }

    static HelpVisits read(DataInput in, Versions stored) throws IOException {
        HelpVisits read = new HelpVisits();
        for (int i = Texts.readCount(in); i > 0; i--) {
            Visit visit = new Visit(TextPool.ofThread().readAll(in), in.readLong(), in.readLong());
            visit.helped = in.readBoolean();
            visit.contactAt = in.readLong();
            read.settled.add(visit);
        }
        read.views.addAll(CustomerFactCodec.INSTANCE.readAll(in, stored));
        return read;
    }
}
